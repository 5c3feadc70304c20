// index.ts plus the emulators under /emulators, on the emulators' clock. For the demo and the tests; never deployed.
import { createEmulators } from '#emulators/emulators.ts';
import type { Ports } from '#ports/ports.ts';
import { composeFromRaw } from './compose.ts';
import { InvoiceRun as ProductionInvoiceRun } from './durable-objects/invoice-run.ts';
import { createEntry } from './entry.ts';

const BASE_PATH = '/emulators';
const PANEL_TOKEN = 'demo-panel-token';
/** Of WHMCS's hook file and Blesta's webhook; HostBill has one of its own. */
const SIGNAL_SECRET = 'demo-billing-signal-secret';

// One set for the whole process: the object and the requests run in the same isolate and see the same time.
const emulators = createEmulators({
  basePath: BASE_PATH,
  panelToken: PANEL_TOKEN,
  signalSecret: SIGNAL_SECRET,
});
const clock = { nowMs: () => emulators.nowMs() };
const entry = createEntry(clock);

export class InvoiceRun extends ProductionInvoiceRun {
  protected override compose(rawEnv: unknown): Ports {
    return composeFromRaw(rawEnv, { worker: 'invoice-run' }, clock);
  }
}

export { PasswordHasher } from './durable-objects/password-hasher.ts';

export default {
  ...entry,
  async fetch(request: Request, rawEnv: unknown, context: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === BASE_PATH || pathname.startsWith(`${BASE_PATH}/`)) {
      return emulated(request, context);
    }
    return entry.fetch(request, rawEnv, context);
  },
};

/** The emulators' app knows its own paths; the mount is taken off here. */
function emulated(request: Request, context: ExecutionContext): Response | Promise<Response> {
  const url = new URL(request.url);
  url.pathname = url.pathname.slice(BASE_PATH.length) || '/';
  return emulators.app.fetch(new Request(url, request), {}, context);
}
