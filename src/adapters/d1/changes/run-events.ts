// What runs tell webhooks. Clients are parked once a run that left them out has ended: a plan alone holds nobody back.
import { type SQL, sql } from 'drizzle-orm';
import { invoiceRun, invoiceRunItem } from '../schema/schema.ts';
import { publishRows } from './publish-event.ts';

interface RunMoment {
  readonly runId: string;
  readonly atMs: number;
}

const OF_RUN = {
  runId: sql`run.id`,
  month: sql`run.month`,
  trigger: sql`run.trigger`,
};
const PARKED = sql`(SELECT count(*) FROM ${invoiceRunItem} AS item WHERE item.run_id = run.id AND item.outcome = 'parked')`;
const DOCUMENTS = sql`(SELECT count(*) FROM ${invoiceRunItem} AS item
  WHERE item.run_id = run.id AND item.outcome IN ('invoice', 'supplement', 'credit_note'))`;

export function runPlannedEvent({ runId, atMs }: RunMoment): SQL {
  return publishRows({
    type: 'run.planned',
    data: { ...OF_RUN, manifest: sql`run.manifest`, documents: DOCUMENTS, parked: PARKED },
    from: sql`${invoiceRun} AS run`,
    where: sql`run.id = ${runId}`,
    atMs,
  });
}

export function runExecutedEvents({ runId, atMs }: RunMoment): SQL[] {
  // The daily automation tries again every day: only a reason that is new is news.
  const toldBefore = sql`EXISTS (SELECT 1 FROM ${invoiceRun} AS earlier
    JOIN ${invoiceRunItem} AS before ON before.run_id = earlier.id AND before.client_id = item.client_id
    WHERE earlier.month = run.month AND earlier.state = 'executed' AND earlier.id <> run.id
      AND before.outcome = 'parked' AND before.reason = item.reason)`;
  return [
    publishRows({
      type: 'client.parked',
      data: {
        clientId: sql`item.client_id`,
        runId: sql`run.id`,
        month: sql`run.month`,
        reason: sql`item.reason`,
      },
      from: sql`${invoiceRun} AS run JOIN ${invoiceRunItem} AS item ON item.run_id = run.id`,
      where: sql`run.id = ${runId} AND item.outcome = 'parked' AND NOT ${toldBefore}`,
      atMs,
    }),
    publishRows({
      type: 'run.finished',
      data: {
        ...OF_RUN,
        issued: sql`run.issued`,
        conflicts: sql`run.conflicts`,
        parked: PARKED,
      },
      from: sql`${invoiceRun} AS run`,
      where: sql`run.id = ${runId}`,
      atMs,
    }),
  ];
}

/** After the update: a run that somebody else holds by now has not failed. */
export function runFailedEvent({
  runId,
  fence,
  atMs,
}: RunMoment & { readonly fence: number }): SQL {
  return publishRows({
    type: 'run.failed',
    data: { ...OF_RUN, state: sql`run.state` },
    from: sql`${invoiceRun} AS run`,
    where: sql`run.id = ${runId} AND run.fence = ${fence} AND run.touched_at_ms = ${atMs}
      AND run.state IN ('planning_failed', 'execution_failed')`,
    atMs,
  });
}
