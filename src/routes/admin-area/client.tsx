import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { documentState } from '#core/invoicing/document-state.ts';
import { parkedEntry } from '#core/invoicing/plan-entry.ts';
import type { ClientHistory, DocumentTrace, ParkTrace } from '#ports/operator-client-reads.ts';
import type { ClientHistoryView } from '#views/admin/client/client-page.tsx';
import { ClientPage } from '#views/admin/client/client-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { usageInTime } from '../usage.tsx';
import { adminFrameOf } from './admin-frame.ts';
import { refuse } from './refuse.tsx';
import { requireOperator } from './require-operator.ts';

/** Of each list on the page: two years of invoices. */
const ENTRIES_SHOWN = 25;

/** Everything about one client on one page. */
export const adminClient = new Hono<AppEnv>().get(
  '/admin/clients/:id',
  requireOperator('read'),
  async (c) => {
    const { store, clock, billing } = c.env.ports;
    const id = c.req.param('id');
    const nowMs = clock.nowMs();
    const history = isId('client', id)
      ? await store.operators.clientHistory(id, nowMs, ENTRIES_SHOWN)
      : undefined;
    if (!history) return refuse(c, 'client_unknown');
    const usage = await usageInTime(c, history.client);
    return c.html(
      <ClientPage
        frame={adminFrameOf(c)}
        history={historyView(history, nowMs)}
        usage={usage}
        limit={ENTRIES_SHOWN}
        billingSystem={billing.capabilities.name}
        did={c.req.query('did') ?? ''}
      />,
    );
  },
);

function historyView(history: ClientHistory, nowMs: number): ClientHistoryView {
  return {
    ...history,
    documents: history.documents.map((document) => documentRow(document, nowMs)),
    parks: newestOfEach(history.parks.map(parkRow)),
  };
}

function documentRow(document: DocumentTrace, nowMs: number) {
  const { currency, totalMinor, phase, problem, ...row } = document;
  return {
    ...row,
    total: { currency, amountMinor: totalMinor },
    state: documentState(document, nowMs),
    delivery: { phase, problem },
  };
}

/** A frozen text that was erased with its buyer says nothing any more. */
function parkRow({ content, ...row }: ParkTrace) {
  if (content === '') return { ...row, reason: '', sentence: 'Erased.', releasable: false };
  const { detail, sentence, releasable } = parkedEntry(content);
  return { ...row, reason: detail.reason, sentence, releasable };
}

/** A month is planned again and again while somebody is held back; once for each reason says it. */
function newestOfEach(parks: readonly ReturnType<typeof parkRow>[]) {
  const keyOf = ({ month, reason }: ReturnType<typeof parkRow>) => `${month} ${reason}`;
  return parks.filter((park, n) => parks.findIndex((other) => keyOf(other) === keyOf(park)) === n);
}
