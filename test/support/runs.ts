// Runs driven step by step, without the object's alarms: what a crash or a stale holder leaves behind.
import type { RunId } from '#core/ids.ts';
import type { RunTrigger } from '#core/invoicing/run-state.ts';
import type { Ports } from '#ports/ports.ts';
import type { Store } from '#ports/store.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { approveRun } from '#usecases/invoicing/approve-run.ts';
import { startRun } from '#usecases/invoicing/start-run.ts';
import { month, type World } from './world.ts';

export const MONTH = month('2026-10');
const PIECES_AT_MOST = 200;
const nothing = async () => {};

/** Works until no run has anything left to do. */
export async function advanceToEnd(ports: Ports): Promise<void> {
  for (let pieces = 0; pieces < PIECES_AT_MOST; pieces++) {
    if ((await advanceRun(ports, nothing)) === 'idle') return;
  }
  throw new Error('the run never came to an end');
}

export function start(ports: Ports, trigger: RunTrigger = 'schedule'): Promise<RunId> {
  return startRun(ports, { month: MONTH, trigger, requestedBy: 'tests' });
}

/** A scheduled run of October 2026, from start to end. */
export async function runMonth(ports: Ports): Promise<RunId> {
  const id = await start(ports);
  await advanceToEnd(ports);
  return id;
}

/** Plans by override; answers the plan's manifest. */
export async function planMonth(ports: Ports): Promise<{ id: RunId; manifest: string }> {
  const id = await start(ports, 'override');
  await advanceToEnd(ports);
  const run = await ports.store.runs.byId(id);
  return { id, manifest: run?.manifest ?? '' };
}

export async function approve(ports: Ports, manifest: string) {
  return approveRun(ports, { month: MONTH, manifest, approvedBy: 'admin:test' });
}

export interface InvoiceRow {
  readonly client_id: string;
  readonly number: string;
  readonly number_in_series: number;
  readonly total_minor: number;
  readonly item_hash: string;
  readonly lines: string;
}

/** Everything about the month's invoices that must not depend on how the run went; no ids, no times. */
export function invoicesOf(world: World): Promise<InvoiceRow[]> {
  return world.sql<InvoiceRow>(
    `SELECT client_id, month, kind, sequence, number, number_in_series, currency, total_minor, token_price, client_snapshot,
       seller_snapshot, item_hash,
       (SELECT json_group_array(json_array(0, kind, server_id, name, hours, tokens, amount_minor))
        FROM (SELECT * FROM invoice_line WHERE invoice_id = invoice.id ORDER BY server_id, kind DESC)) AS lines,
       (SELECT count(*) FROM outbox WHERE subject_id = invoice.id) AS tasks,
       (SELECT count(*) FROM audit_event WHERE subject_id = invoice.id AND action = 'invoice_issued') AS audits
     FROM invoice ORDER BY client_id, month, kind, sequence`,
  );
}

/** A store whose n-th commit dies: before it reached the database, or after it was stored and before we heard. */
export function crashingStore(store: Store, atCommit: number, when: 'before' | 'after'): Store {
  let commits = 0;
  return {
    ...store,
    async commit(changes) {
      commits++;
      if (commits === atCommit && when === 'before') throw new Error('crash before the commit');
      const result = await store.commit(changes);
      if (commits === atCommit && when === 'after') throw new Error('crash after the commit');
      return result;
    },
  };
}
