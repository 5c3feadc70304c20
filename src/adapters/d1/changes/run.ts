import { type SQL, sql } from 'drizzle-orm';
import type { RunState } from '#core/invoicing/run-state.ts';
import type { HashedItem, RunChange, RunComparison } from '#ports/run-changes.ts';
import { guard } from '../guard.ts';
import { jsonParameters } from '../json-parameters.ts';
import { invoiceRun, invoiceRunItem, runComparison } from '../schema/schema.ts';
import { issueStatements } from './issue-invoices.ts';
import { runExecutedEvents, runFailedEvent, runPlannedEvent } from './run-events.ts';

export function runStatements(change: RunChange): SQL[] {
  switch (change.type) {
    case 'run_created': {
      const { id, month, trigger, header, requestedBy, createdAtMs } = change.run;
      return [
        sql`INSERT INTO ${invoiceRun} (id, month, trigger, state, header, requested_by, created_at_ms, touched_at_ms)
            VALUES (${id}, ${month}, ${trigger}, 'planning', ${JSON.stringify(header)}, ${requestedBy}, ${createdAtMs}, ${createdAtMs})`,
      ];
    }
    case 'run_items_planned':
      return [
        held(change, 'planning', change.cursor),
        ...itemInserts(change.runId, change.items),
        ...comparisonInserts(change.runId, change.comparisons),
        sql`UPDATE ${invoiceRun} SET cursor = ${change.nextCursor}, touched_at_ms = ${change.atMs} WHERE id = ${change.runId}`,
      ];
    case 'run_items_parked':
      return [
        held(change, 'planning'),
        sql`DELETE FROM ${invoiceRunItem} WHERE run_id = ${change.runId} AND client_id IN (
              SELECT value FROM json_each(${JSON.stringify(change.items.map(({ clientId }) => clientId))}))`,
        ...itemInserts(change.runId, change.items),
        sql`UPDATE ${invoiceRun} SET touched_at_ms = ${change.atMs} WHERE id = ${change.runId}`,
      ];
    case 'run_planned':
      return [
        held(change, 'planning'),
        ...(change.next === 'executing' ? [notShadow(change.runId)] : []),
        // A shadow and a plan to execute are no alternatives to each other.
        sql`UPDATE ${invoiceRun} SET state = 'superseded'
            WHERE month = ${change.month} AND state IN ('planned', 'planning_failed') AND id <> ${change.runId}
              AND (trigger = 'shadow') = (SELECT this.trigger = 'shadow' FROM ${invoiceRun} AS this WHERE this.id = ${change.runId})`,
        sql`UPDATE ${invoiceRun} SET state = ${change.next}, manifest = ${change.manifest}, cursor = '',
              planned_at_ms = ${change.atMs}, executing_at_ms = ${change.next === 'executing' ? change.atMs : 0},
              touched_at_ms = ${change.atMs} WHERE id = ${change.runId}`,
        runPlannedEvent(change),
      ];
    case 'run_execution_started':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${invoiceRun} WHERE id = ${change.runId} AND state = 'planned')`,
        ),
        notShadow(change.runId),
        sql`UPDATE ${invoiceRun} SET state = 'executing', executing_at_ms = ${change.atMs}, touched_at_ms = ${change.atMs} WHERE id = ${change.runId}`,
      ];
    case 'run_invoices_issued':
      return [
        held(change, 'executing', change.cursor),
        notShadow(change.runId),
        ...issueStatements(change),
      ];
    case 'run_restore_point':
      return [
        held(change, 'executing'),
        sql`UPDATE ${invoiceRun} SET bookmark = ${change.bookmark} WHERE id = ${change.runId} AND bookmark = ''`,
      ];
    case 'run_executed':
      return [
        held(change, 'executing'),
        sql`UPDATE ${invoiceRun} SET state = 'executed', executed_at_ms = ${change.atMs}, touched_at_ms = ${change.atMs}
            WHERE id = ${change.runId}`,
        ...runExecutedEvents(change),
      ];
    case 'run_failed':
      return [
        sql`UPDATE ${invoiceRun} SET state = 'planning_failed', failure = ${change.failure}, touched_at_ms = ${change.atMs}
            WHERE id = ${change.runId} AND fence = ${change.fence} AND state = 'planning'`,
        sql`UPDATE ${invoiceRun} SET state = 'execution_failed', failure = ${change.failure}, touched_at_ms = ${change.atMs}
            WHERE id = ${change.runId} AND fence = ${change.fence} AND state = 'executing'`,
        runFailedEvent(change),
      ];
    case 'run_retried':
      return [
        sql`UPDATE ${invoiceRun} SET failure = '', touched_at_ms = ${change.atMs},
              state = CASE state WHEN 'planning_failed' THEN 'planning' ELSE 'executing' END
            WHERE id = ${change.runId} AND state IN ('planning_failed', 'execution_failed')`,
      ];
  }
}

/** A stale holder's commit fails here: somebody took the run up after it, or moved it on. */
function held(
  run: { readonly runId: string; readonly fence: number },
  state: RunState,
  cursor?: string,
): SQL {
  const atCursor = cursor === undefined ? sql`` : sql` AND cursor = ${cursor}`;
  return guard(
    sql`EXISTS (SELECT 1 FROM ${invoiceRun}
        WHERE id = ${run.runId} AND fence = ${run.fence} AND state = ${state}${atCursor})`,
  );
}

/** A shadow is compared and never executed, whoever asks and by whatever way. */
function notShadow(runId: string): SQL {
  return guard(
    sql`EXISTS (SELECT 1 FROM ${invoiceRun} WHERE id = ${runId} AND trigger <> 'shadow')`,
  );
}

/** Bulk rows as JSON parameters: the bound on parameters is 100, and this measured eleven times faster. */
function itemInserts(runId: string, items: readonly HashedItem[]): SQL[] {
  const rows = items.map((item) => {
    const { clientId, outcome, sequence, reason, currency, totalMinor, invoiceId } = item;
    return JSON.stringify([
      clientId,
      outcome,
      sequence,
      reason,
      currency,
      totalMinor,
      invoiceId,
      item.content,
      item.hash,
    ]);
  });
  return jsonParameters(rows).map(
    // Materialised: otherwise every column renders and parses the row's JSON again.
    (parameter) => sql`WITH item AS MATERIALIZED (SELECT value FROM json_each(${parameter}))
        INSERT INTO ${invoiceRunItem}
        (run_id, client_id, outcome, sequence, reason, currency, total_minor, invoice_id, content, hash)
      SELECT ${runId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
        value ->> 8
      FROM item`,
  );
}

function comparisonInserts(runId: string, comparisons: readonly RunComparison[]): SQL[] {
  const rows = comparisons.map(({ clientId, content }) => JSON.stringify([clientId, content]));
  return jsonParameters(rows).map(
    (parameter) => sql`INSERT INTO ${runComparison} (run_id, client_id, content)
      SELECT ${runId}, value ->> 0, value ->> 1 FROM json_each(${parameter})`,
  );
}
