/** The emulated Blesta: its API, its client area with Shared Login, its screens, and the emulator's controls. */
import { Hono } from 'hono';
import { createCallLog } from '../billing-desk/call-log.ts';
import { clientArea } from '../billing-desk/client-area.tsx';
import { deskControl } from '../billing-desk/desk-control.ts';
import { deskPages } from '../billing-desk/desk-pages.tsx';
import { createSessions } from '../billing-desk/sessions.ts';
import { vendorApi } from '../billing-desk/vendor-api.ts';
import { createWebhookSender } from '../billing-desk/webhook-sender.ts';
import { createFailures } from '../failures/failures.ts';
import { blestaApi, blestaCall, isBlestaWrite } from './api.ts';
import type { Blesta } from './call.ts';
import { BLESTA_API_KEY, BLESTA_API_USER } from './credentials.ts';
import { blestaDesk } from './desk.ts';
import { sharedLogin } from './shared-login.ts';
import { type BlestaSwitchValues, createBlestaSwitches } from './switches.ts';
import { emptyTables } from './tables.ts';

export interface BlestaOptions {
  readonly basePath: string;
  readonly nowMs: () => number;
  readonly options?: Partial<BlestaSwitchValues>;
}

const PLACE = '/blesta';
const NOTE = `A stand-in for a Blesta install. The API answers under ${PLACE}/api/ (user ${BLESTA_API_USER}, key ${BLESTA_API_KEY}), people sign in under ${PLACE}/client/.`;

export function createBlesta({ basePath, nowMs, options }: BlestaOptions): Hono {
  const switches = createBlestaSwitches(options);
  const { values } = switches;
  const webhooks = createWebhookSender(nowMs);
  const blesta: Blesta = {
    tables: emptyTables(),
    values,
    nowMs: () => nowMs() + values.clockOffsetHours * 3_600_000,
    send: webhooks.send,
  };
  const failures = createFailures();
  const log = createCallLog(nowMs, isBlestaWrite);
  const desk = blestaDesk(blesta);
  const home = `${basePath}${PLACE}/client/`;
  const sessions = createSessions('blesta_emulator_session', `${basePath}${PLACE}/`);
  const reset = () => {
    blesta.tables = emptyTables();
    sessions.clear();
  };
  const parts = { place: PLACE, exampleCall: 'invoices/add', desk, failures, switches, log };

  const api = vendorApi({ failures, log, values, callOf: blestaCall, answer: blestaApi(blesta) });
  const app = new Hono();
  app.route(`${PLACE}/api`, api);
  app.route(`${PLACE}/index.php/api`, api);
  app.route('/', deskControl({ ...parts, webhooks, reset }));
  app.route('/', sharedLogin(blesta, sessions, home));
  app.route(
    '/',
    clientArea({
      basePath,
      title: 'Blesta',
      home,
      route: `${PLACE}/client/`,
      invoicePaths: [
        'pay/method/:id/',
        'pay/method/:id',
        'invoices/view/:id/',
        'invoices/view/:id',
      ],
      desk,
      sessions,
      signIn: (login, password) => signIn(blesta, login, password),
    }),
  );
  app.route('/', deskPages({ basePath, place: PLACE, title: 'Blesta', note: NOTE, desk }));
  return app;
}

function signIn({ tables }: Blesta, login: string, password: string): string | null {
  const user = [...tables.users.values()].find(
    (candidate) => candidate.username === login && candidate.password === password,
  );
  const client = [...tables.clients.values()].find(({ userId }) => userId === user?.id);
  return client === undefined ? null : String(client.id);
}
