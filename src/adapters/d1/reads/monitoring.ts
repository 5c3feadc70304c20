import { type SQL, sql } from 'drizzle-orm';
import type { MonitoringReads } from '#ports/monitoring.ts';
import type { Database } from '../database.ts';
import {
  alarm,
  auditEvent,
  automationRun,
  billingStop,
  client,
  delivery,
  invoiceRun,
  invoiceRunItem,
  mailCount,
  meteringLook,
  outbox,
  webhookDelivery,
  webhookEndpoint,
} from '../schema/schema.ts';

/** One row of JSON and numbers: one question, whatever is asked how often. */
interface FactsRow {
  readonly clients: string;
  readonly documents: string;
  readonly endpoints: string;
  readonly runState: string | null;
  readonly parked: number;
  readonly pending: number;
  readonly due: number;
  readonly failed: number;
  readonly unknown: number;
  readonly failedLetters: number;
  readonly oldestDueAtMs: number | null;
  readonly waiting: number;
  readonly inDoubt: number;
  readonly problem: number;
  readonly stopped: number;
  readonly webhooksPending: number;
  readonly webhooksFailed: number;
  readonly lastAutomation: string | null;
  readonly lastLookAtMs: number | null;
}

export function monitoringReads({ orm: db }: Database): MonitoringReads {
  return {
    async facts(nowMs, months, system) {
      const [newest = ''] = months;
      const { named, counts } = columns(nowMs, system);
      const row = await db.get<FactsRow>(sql`SELECT ${named},
          (SELECT json_group_object(month, documents) FROM (SELECT month, sum(issued) AS documents FROM ${invoiceRun}
            WHERE month IN (SELECT value FROM json_each(${JSON.stringify(months)})) GROUP BY month)) AS documents,
          (SELECT state FROM ${invoiceRun} WHERE month = ${newest} AND trigger <> 'shadow' ORDER BY id DESC LIMIT 1) AS runState,
          (SELECT count(*) FROM ${invoiceRunItem} WHERE outcome = 'parked' AND run_id =
            (SELECT id FROM ${invoiceRun} WHERE month = ${newest} AND state = 'executed' ORDER BY id DESC LIMIT 1)) AS parked,
          ${counts}`);
      return {
        clientsByState: JSON.parse(row.clients) as Record<string, number>,
        documentsByMonth: JSON.parse(row.documents) as Record<string, number>,
        endpointsByState: JSON.parse(row.endpoints) as Record<string, number>,
        runState: row.runState ?? '',
        parked: row.parked,
        outbox: {
          pending: row.pending,
          due: row.due,
          failed: row.failed,
          unknown: row.unknown,
        },
        failedLetters: row.failedLetters,
        oldestDueAtMs: row.oldestDueAtMs,
        deliveries: { waiting: row.waiting, in_doubt: row.inDoubt, problem: row.problem },
        deliveriesStopped: row.stopped === 1,
        webhooks: { pending: row.webhooksPending, failed: row.webhooksFailed },
        lastAutomation: automation(row.lastAutomation),
        lastLookAtMs: row.lastLookAtMs,
      };
    },
    async watch(day) {
      const row = await db.get<{
        raised: string;
        lastAutomationAtMs: number | null;
        inUseSinceMs: number | null;
        strangerMails: number;
      }>(
        sql`SELECT (SELECT json_group_array(cause) FROM ${alarm} WHERE day = ${day}) AS raised,
              (SELECT started_at_ms FROM ${automationRun} ORDER BY id DESC LIMIT 1) AS lastAutomationAtMs,
              (SELECT at_ms FROM ${auditEvent} ORDER BY id LIMIT 1) AS inUseSinceMs,
              ${strangerMails(day)} AS strangerMails`,
      );
      return { ...row, raised: JSON.parse(row.raised) as string[] };
    },
  };
}

/** Of the day, to all together. */
function strangerMails(day: string): SQL {
  return sql`coalesce((SELECT mails FROM ${mailCount} WHERE day = ${day} AND key = ''), 0)`;
}

/** Groups by state, and what is counted through an index of its own. */
function columns(nowMs: number, system: string): { readonly named: SQL; readonly counts: SQL } {
  const byState = (table: SQL) =>
    sql`(SELECT json_group_object(state, n) FROM (SELECT state, count(*) AS n FROM ${table} GROUP BY state))`;
  const tasks = (condition: SQL) => sql`(SELECT count(*) FROM ${outbox} WHERE ${condition})`;
  return {
    named: sql`${byState(sql`${client}`)} AS clients, ${byState(sql`${webhookEndpoint}`)} AS endpoints`,
    counts: sql`${tasks(sql`state = 'pending'`)} AS pending,
      ${tasks(sql`state = 'pending' AND priority IN (0, 1) AND due_at_ms <= ${nowMs}`)} AS due,
      ${tasks(sql`state = 'failed'`)} AS failed,
      ${tasks(sql`state = 'unknown'`)} AS unknown,
      ${tasks(sql`state = 'failed' AND kind = 'send_letter'`)} AS failedLetters,
      ${tasks(sql`state = 'pending' AND kind = 'deliver_invoice'`)} AS waiting,
      (SELECT min(due_at_ms) FROM ${outbox} WHERE state = 'pending' AND priority IN (0, 1) AND due_at_ms <= ${nowMs}) AS oldestDueAtMs,
      (SELECT count(*) FROM ${delivery} WHERE in_doubt_since_ms > 0) AS inDoubt,
      (SELECT count(*) FROM ${delivery} WHERE system = ${system} AND problem <> '') AS problem,
      EXISTS (SELECT 1 FROM ${billingStop} WHERE system = ${system}) AS stopped,
      (SELECT count(*) FROM ${webhookDelivery} WHERE state = 'pending') AS webhooksPending,
      (SELECT count(*) FROM ${webhookDelivery} WHERE state = 'failed') AS webhooksFailed,
      (SELECT json_object('finishedAtMs', finished_at_ms, 'ok', report -> '$.ok') FROM ${automationRun}
        ORDER BY id DESC LIMIT 1) AS lastAutomation,
      (SELECT max(started_at_ms) FROM ${meteringLook} WHERE state = 'good') AS lastLookAtMs`,
  };
}

function automation(json: string | null) {
  return json === null
    ? null
    : (JSON.parse(json) as { readonly finishedAtMs: number; readonly ok: boolean });
}
