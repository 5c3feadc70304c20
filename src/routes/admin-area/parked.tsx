import { Hono } from 'hono';
import { type ClientId, isId } from '#core/ids.ts';
import { isReleasable } from '#core/invoicing/park-reason.ts';
import { parkedEntry } from '#core/invoicing/plan-entry.ts';
import { type BillingMonth, parseMonth } from '#core/month.ts';
import { releaseParked } from '#usecases/invoicing/release-parked.ts';
import { newId } from '#usecases/tokens.ts';
import { ParkedPage } from '#views/admin/parked-page.tsx';
import { ReleasePage } from '#views/admin/release-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { noteField } from './note-field.ts';
import { pageUrl } from './page-url.ts';
import { refuse } from './refuse.tsx';
import { requireOperator, requireProof } from './require-operator.ts';

const PAGE_PARKED = 50;
const change = requireOperator('change');

export const adminParked = new Hono<AppEnv>()
  .get('/admin/parked', requireOperator('read'), async (c) => {
    const given = parseMonth(c.req.query('month') ?? '');
    const month = given.ok ? given.value : undefined;
    const after = placeOf(c.req.query('after') ?? '');
    const { operators } = c.env.ports.store;
    const found = await operators.parkedClients({ month, after, limit: PAGE_PARKED + 1 });
    const shown = found.slice(0, PAGE_PARKED);
    const last = found.length > PAGE_PARKED ? shown.at(-1) : undefined;
    const url = (at?: string) => pageUrl('/admin/parked', { month, after: at });
    return c.html(
      <ParkedPage
        frame={adminFrameOf(c)}
        parked={shown.map(({ content, ...row }) => ({ ...row, ...parkedEntry(content) }))}
        month={month}
        nextRunId={newId(c.env.ports, 'run')}
        isReleased={c.req.query('did') === 'released'}
        firstUrl={after ? url() : ''}
        nextUrl={last ? url(`${last.month}.${last.clientId}`) : ''}
      />,
    );
  })
  /** Asks once more, with the evidence, before a suspicion is overruled. */
  .get('/admin/parked/:month/:client/:reason', change, requireProof, async (c) => {
    const park = parkAsked(c);
    return park ? releasePage(c, park) : refuse(c, 'not_parked');
  })
  .post('/admin/parked/:month/:client/:reason', change, requireProof, async (c) => {
    const park = parkAsked(c);
    if (!park) return refuse(c, 'not_parked');
    const given = (await readForm(c)).note ?? '';
    const note = noteField.safeParse(given);
    if (!note.success) return releasePage(c, park, given);
    if (!(await c.env.ports.store.operators.parkOf(park))) return refuse(c, 'not_parked');
    const { clientId, month, code } = park;
    const request = { clientId, month, reason: code, note: note.data };
    const released = await releaseParked(c.env.ports, request, actorOf(c));
    if (!released.ok) return refuse(c, released.error.reason);
    return c.redirect(pageUrl('/admin/parked', { month, did: 'released' }), 303);
  });

interface Park {
  readonly clientId: ClientId;
  readonly month: BillingMonth;
  readonly code: string;
}

function parkAsked(c: AppContext): Park | undefined {
  const { month: given = '', client = '', reason = '' } = c.req.param() as Record<string, string>; // of the two routes above
  const month = parseMonth(given);
  return month.ok && isId('client', client)
    ? { clientId: client, month: month.value, code: reason }
    : undefined;
}

/** `typed`: a note that was too short or too long. */
async function releasePage(c: AppContext, park: Park, typed?: string) {
  const found = await c.env.ports.store.operators.parkOf(park);
  if (!found || found.content === '') return refuse(c, 'not_parked');
  if (!isReleasable(park.code)) return refuse(c, 'not_releasable');
  const page = (
    <ReleasePage
      frame={adminFrameOf(c)}
      month={park.month}
      email={found.email}
      runId={found.runId}
      entry={parkedEntry(found.content)}
      typed={typed}
    />
  );
  return c.html(page, typed === undefined ? 200 : 422);
}

/** A place in the list: `2026-10.cli_…`. */
function placeOf(text: string) {
  const [given = '', client = ''] = text.split('.');
  const month = parseMonth(given);
  return month.ok && isId('client', client) ? { month: month.value, clientId: client } : undefined;
}
