/** The emulated HostBill: its API, its client area with Auto Login, its screens, and the emulator's controls. */
import { Hono } from 'hono';
import { createCallLog } from '../billing-desk/call-log.ts';
import { clientArea } from '../billing-desk/client-area.tsx';
import { deskControl } from '../billing-desk/desk-control.ts';
import { deskPages } from '../billing-desk/desk-pages.tsx';
import { createSessions } from '../billing-desk/sessions.ts';
import { vendorApi } from '../billing-desk/vendor-api.ts';
import { createWebhookSender } from '../billing-desk/webhook-sender.ts';
import { createFailures } from '../failures/failures.ts';
import { hostbillApi, hostbillCall, isHostbillWrite } from './api.ts';
import { autoLogin } from './auto-login.ts';
import type { Hostbill } from './call.ts';
import { clientWithEmail } from './clients.ts';
import { HOSTBILL_API_ID, HOSTBILL_API_KEY } from './credentials.ts';
import { hostbillDesk } from './desk.ts';
import { createHostbillSwitches, type HostbillSwitchValues } from './switches.ts';
import { emptyTables } from './tables.ts';

export interface HostbillOptions {
  readonly basePath: string;
  readonly nowMs: () => number;
  readonly options?: Partial<HostbillSwitchValues>;
}

const PLACE = '/hostbill';
const NOTE = `A stand-in for a HostBill install. The API answers at ${PLACE}/admin/api.php (id ${HOSTBILL_API_ID}, key ${HOSTBILL_API_KEY}), people sign in under ${PLACE}/clientarea/.`;

export function createHostbill({ basePath, nowMs, options }: HostbillOptions): Hono {
  const switches = createHostbillSwitches(options);
  const { values } = switches;
  const webhooks = createWebhookSender(nowMs);
  const hostbill: Hostbill = {
    tables: emptyTables(),
    values,
    nowMs: () => nowMs() + values.clockOffsetHours * 3_600_000,
    send: webhooks.send,
  };
  const failures = createFailures();
  const log = createCallLog(nowMs, isHostbillWrite);
  const desk = hostbillDesk(hostbill);
  const home = `${basePath}${PLACE}/clientarea/`;
  const sessions = createSessions('hostbill_emulator_session', `${basePath}${PLACE}/`);
  const reset = () => {
    hostbill.tables = emptyTables();
    sessions.clear();
  };
  const parts = { place: PLACE, exampleCall: 'addInvoice', desk, failures, switches, log };
  const answer = hostbillApi(hostbill);

  const app = new Hono();
  app.route(
    `${PLACE}/admin/api.php`,
    vendorApi({ failures, log, values, callOf: hostbillCall, answer }),
  );
  app.route('/', deskControl({ ...parts, webhooks, reset }));
  app.get(`${PLACE}/mails`, (c) => c.json(hostbill.tables.mails));
  app.route('/', autoLogin(hostbill, sessions, home));
  app.route(
    '/',
    clientArea({
      basePath,
      title: 'HostBill',
      home,
      route: `${PLACE}/clientarea/`,
      invoicePaths: ['invoice/:id/', 'invoice/:id'],
      desk,
      sessions,
      signIn: (login, password) => {
        const client = clientWithEmail(hostbill.tables, login);
        return client?.password === password ? String(client.id) : null;
      },
    }),
  );
  app.route('/', deskPages({ basePath, place: PLACE, title: 'HostBill', note: NOTE, desk }));
  return app;
}
