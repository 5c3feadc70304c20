import { Hono } from 'hono';
import { z } from 'zod';
import { CLIENT_MOVES, type ClientState } from '#core/enrolment/client-state.ts';
import { isId } from '#core/ids.ts';
import { ClientsPage } from '#views/admin/clients-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { requireOperator } from './require-operator.ts';

const PAGE_CLIENTS = 50;
const STATES = Object.keys(CLIENT_MOVES) as [ClientState, ...ClientState[]]; // the record's own keys

/** What cannot be read filters nothing: the page shows what it filters by. */
const query = z.object({
  q: z.string().trim().max(100).catch(''),
  state: z.enum(STATES).optional().catch(undefined),
  before: z.string().catch(''),
});

export const adminClients = new Hono<AppEnv>().get(
  '/admin/clients',
  requireOperator('read'),
  async (c) => {
    const { q: text, state, before } = query.parse(c.req.query());
    const found = await c.env.ports.store.operators.searchClients({
      text,
      state,
      before: isId('client', before) ? before : undefined,
      limit: PAGE_CLIENTS + 1,
    });
    const clients = found.slice(0, PAGE_CLIENTS);
    const url = (place?: string) => pageUrl('/admin/clients', { q: text, state, before: place });
    return c.html(
      <ClientsPage
        frame={adminFrameOf(c)}
        clients={clients}
        text={text}
        state={state}
        firstUrl={before === '' ? '' : url()}
        nextUrl={found.length > PAGE_CLIENTS ? url(clients.at(-1)?.id) : ''}
      />,
    );
  },
);
