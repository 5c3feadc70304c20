/** The emulated Ubersmith: its API, its customer portal, its screens, and the emulator's controls. It sends no webhooks. */
import { Hono } from 'hono';
import { createCallLog } from '../billing-desk/call-log.ts';
import { clientArea } from '../billing-desk/client-area.tsx';
import { deskControl } from '../billing-desk/desk-control.ts';
import { deskPages } from '../billing-desk/desk-pages.tsx';
import { createSessions } from '../billing-desk/sessions.ts';
import { vendorApi } from '../billing-desk/vendor-api.ts';
import { createWebhookSender } from '../billing-desk/webhook-sender.ts';
import { createFailures } from '../failures/failures.ts';
import { isUbersmithWrite, ubersmithApi, ubersmithCall } from './api.ts';
import type { Ubersmith } from './call.ts';
import { clientWithLogin } from './clients.ts';
import { UBERSMITH_API_TOKEN, UBERSMITH_API_USER } from './credentials.ts';
import { ubersmithDesk } from './desk.ts';
import { createUbersmithSwitches, type UbersmithSwitchValues } from './switches.ts';
import { emptyTables } from './tables.ts';

export interface UbersmithOptions {
  readonly basePath: string;
  readonly nowMs: () => number;
  readonly options?: Partial<UbersmithSwitchValues>;
}

const PLACE = '/ubersmith';
const NOTE = `A stand-in for an Ubersmith install. The API answers at ${PLACE}/api/2.0/ (user ${UBERSMITH_API_USER}, token ${UBERSMITH_API_TOKEN}), people sign in under ${PLACE}/portal/.`;

export function createUbersmith({ basePath, nowMs, options }: UbersmithOptions): Hono {
  const switches = createUbersmithSwitches(options);
  const { values } = switches;
  const ubersmith: Ubersmith = {
    tables: emptyTables(),
    values,
    nowMs: () => nowMs() + values.clockOffsetHours * 3_600_000,
  };
  const failures = createFailures();
  const log = createCallLog(nowMs, isUbersmithWrite);
  const webhooks = createWebhookSender(nowMs);
  const desk = ubersmithDesk(ubersmith);
  const sessions = createSessions('ubersmith_emulator_session', `${basePath}${PLACE}/`);
  const reset = () => {
    ubersmith.tables = emptyTables();
    sessions.clear();
  };
  const parts = { place: PLACE, exampleCall: 'client.invoice_generate', desk, failures, switches };
  const answer = ubersmithApi(ubersmith);

  const app = new Hono();
  app.route(
    `${PLACE}/api/2.0`,
    vendorApi({ failures, log, values, callOf: ubersmithCall, answer }),
  );
  app.route('/', deskControl({ ...parts, log, webhooks, reset }));
  app.route(
    '/',
    clientArea({
      basePath,
      title: 'Ubersmith',
      home: `${basePath}${PLACE}/portal/`,
      route: `${PLACE}/portal/`,
      invoicePaths: ['invoice/:id', 'invoice/:id/'],
      desk,
      sessions,
      signIn: (login, password) => {
        const client = clientWithLogin(ubersmith.tables, login);
        return client?.active && client.password === password ? String(client.id) : null;
      },
    }),
  );
  app.route('/', deskPages({ basePath, place: PLACE, title: 'Ubersmith', note: NOTE, desk }));
  return app;
}
