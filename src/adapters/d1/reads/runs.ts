import { and, asc, desc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { ClientId } from '#core/ids.ts';
import type { OutcomeSum } from '#core/invoicing/manifest.ts';
import type { PlanClient } from '#core/invoicing/plan-item.ts';
import { WORKING_STATES } from '#core/invoicing/run-state.ts';
import type { BillingMonth } from '#core/month.ts';
import type { BilledFrom } from '#core/moving/billed-by-us.ts';
import type { ParkedItem, Run, RunItemRow, RunReads } from '#ports/run-reads.ts';
import { isTheirs } from '../billed-elsewhere.ts';
import type { Database } from '../database.ts';
import {
  client,
  invoice,
  invoiceRun,
  invoiceRunItem,
  movedClient,
  parkRelease,
} from '../schema/schema.ts';
import { comparisonReads } from './comparisons.ts';
import { planChecks } from './plan-checks.ts';

/** Contents in one page of items; one item alone may have 2,000,000 bytes, and all of them are parsed at once. */
const PAGE_CHARACTERS = 8_000_000;

export function runReads({ orm: db, bookmark }: Database): RunReads {
  return {
    async byId(id) {
      return toRun(await db.select().from(invoiceRun).where(eq(invoiceRun.id, id)).get());
    },
    async byManifest(month, manifest) {
      const row = await db
        .select()
        .from(invoiceRun)
        .where(and(eq(invoiceRun.month, month), eq(invoiceRun.manifest, manifest)))
        .orderBy(desc(invoiceRun.id))
        .limit(1)
        .get();
      return toRun(row);
    },
    async nextWorking() {
      const row = await db
        .select()
        .from(invoiceRun)
        .where(inArray(invoiceRun.state, [...WORKING_STATES]))
        .orderBy(asc(invoiceRun.id))
        .limit(1)
        .get();
      return toRun(row);
    },
    async newest(month, states, trigger) {
      const row = await db
        .select()
        .from(invoiceRun)
        .where(
          and(
            eq(invoiceRun.month, month),
            inArray(invoiceRun.state, [...states]),
            trigger && eq(invoiceRun.trigger, trigger),
          ),
        )
        .orderBy(desc(invoiceRun.id))
        .limit(1)
        .get();
      return toRun(row);
    },
    async takeUp(id, atMs) {
      const row = await db
        .update(invoiceRun)
        .set({ fence: sql`fence + 1`, touchedAtMs: atMs })
        .where(and(eq(invoiceRun.id, id), inArray(invoiceRun.state, [...WORKING_STATES])))
        .returning()
        .get();
      return toRun(row);
    },
    async planPage(month, enrolledBeforeMs, after, limit) {
      const rows = await db.all<PlanRow>(
        sql`SELECT ${planColumns(month)}
            FROM ${client} LEFT JOIN ${movedClient} AS moved ON moved.client_id = ${client}.id
            WHERE state = 'enrolled' AND id > ${after} AND (enrolled_at_ms < ${enrolledBeforeMs} OR moved.client_id IS NOT NULL)
            ORDER BY id LIMIT ${limit}`,
      );
      return rows.map(toPlanClient);
    },
    // CROSS JOIN: in the order of the imported clients' own key, so that a page reads no more than it has.
    async shadowPage(month, after, limit) {
      const rows = await db.all<PlanRow>(
        sql`SELECT ${planColumns(month)}
            FROM ${movedClient} AS moved CROSS JOIN ${client} ON ${client}.id = moved.client_id
            WHERE state = 'enrolled' AND moved.client_id > ${after} AND ${isTheirs(sql`${month}`)}
            ORDER BY moved.client_id LIMIT ${limit}`,
      );
      return rows.map(toPlanClient);
    },
    async planSize(enrolledBeforeMs, shadowOf) {
      const row = await db.get<{ size: number }>(
        shadowOf === undefined
          ? sql`SELECT count(*) AS size FROM ${client} LEFT JOIN ${movedClient} AS moved ON moved.client_id = ${client}.id
              WHERE state = 'enrolled' AND (enrolled_at_ms < ${enrolledBeforeMs} OR moved.client_id IS NOT NULL)`
          : sql`SELECT count(*) AS size FROM ${movedClient} AS moved CROSS JOIN ${client} ON ${client}.id = moved.client_id
              WHERE state = 'enrolled' AND ${isTheirs(sql`${shadowOf}`)}`,
      );
      return row?.size ?? 0;
    },
    async itemHashes(id, after, limit) {
      const rows = await db
        .select({ clientId: invoiceRunItem.clientId, hash: invoiceRunItem.hash })
        .from(invoiceRunItem)
        .where(and(eq(invoiceRunItem.runId, id), gt(invoiceRunItem.clientId, after)))
        .orderBy(asc(invoiceRunItem.clientId))
        .limit(limit);
      return rows as { clientId: ClientId; hash: string }[]; // the column holds ids that core made
    },
    async outcomeSums(id) {
      return db.all<OutcomeSum>(
        sql`SELECT outcome, currency, count(*) AS count, sum(total_minor) AS totalMinor FROM ${invoiceRunItem}
            WHERE run_id = ${id} GROUP BY outcome, currency`,
      );
    },
    ...planChecks(db),
    ...comparisonReads(db),
    async bookmark() {
      // A bookmark belongs to the last answer of the session: ask something first.
      await db.get(sql`SELECT 1`);
      return bookmark();
    },
    async executionBoundary(id, after, limit) {
      const row = await db.get<{ boundary: string | null }>(
        sql`SELECT max(client_id) AS boundary FROM (
              SELECT client_id FROM ${invoiceRunItem} WHERE run_id = ${id} AND client_id > ${after}
              ORDER BY client_id LIMIT ${limit})`,
      );
      return row?.boundary ?? undefined;
    },
    async parked(id, limit) {
      return db.all<ParkedItem>(
        sql`SELECT item.client_id AS clientId, client.email AS email, item.reason AS reason, item.content AS content,
              release.released_by AS releasedBy, release.released_at_ms AS releasedAtMs
            FROM ${invoiceRunItem} AS item JOIN ${client} AS client ON client.id = item.client_id
            JOIN ${invoiceRun} AS run ON run.id = item.run_id
            LEFT JOIN ${parkRelease} AS release ON release.client_id = item.client_id AND release.month = run.month
              AND release.code = item.reason
            WHERE item.run_id = ${id} AND item.outcome = 'parked' ORDER BY item.client_id LIMIT ${limit}`,
      );
    },
    async items(id, after, limit) {
      const found = await db.all<RunItemRow & { readonly inView: number }>(
        sql`WITH page AS (
              SELECT client_id, sum(length(content)) OVER (ORDER BY client_id) - length(content) AS before,
                row_number() OVER (ORDER BY client_id) AS place, count(*) OVER () AS inView
              FROM (SELECT client_id, content FROM ${invoiceRunItem}
                WHERE run_id = ${id} AND client_id > ${after} ORDER BY client_id LIMIT ${limit + 1})
            )
            SELECT item.client_id AS clientId, client.email AS email, item.outcome AS outcome, item.reason AS reason,
              item.currency AS currency, item.total_minor AS totalMinor, item.content AS content,
              item.hash AS hash, page.inView AS inView
            FROM page JOIN ${invoiceRunItem} AS item ON item.run_id = ${id} AND item.client_id = page.client_id
            JOIN ${client} AS client ON client.id = item.client_id
            WHERE page.place <= ${limit} AND page.before < ${PAGE_CHARACTERS} ORDER BY item.client_id`,
      );
      const rows = found.map(({ inView: _, ...row }) => row);
      return { rows, more: (found[0]?.inView ?? 0) > rows.length };
    },
    async list(limit, month) {
      const rows = await db
        .select()
        .from(invoiceRun)
        .where(month && eq(invoiceRun.month, month))
        .orderBy(desc(invoiceRun.id))
        .limit(limit);
      return rows.map((row) => toRun(row));
    },
  };
}

type PlanRow = Omit<PlanClient, 'alreadyInvoiced' | 'released' | 'billed' | 'billedFrom'> & {
  readonly alreadyInvoiced: 0 | 1;
  readonly released: string;
  readonly billedFrom: BilledFrom | null;
};

/** Of `client`, with its row of `moved` where it has one. */
function planColumns(month: BillingMonth): SQL {
  return sql`${client}.id AS id, panel_user_id AS panelUserId, name, company, email, currency, moved.billed_from AS billedFrom,
    EXISTS (SELECT 1 FROM ${invoice} AS inv WHERE inv.client_id = ${client}.id
                AND inv.month = ${month} AND inv.sequence = 0) AS alreadyInvoiced,
    coalesce((SELECT max(inv.tokens) FROM ${invoice} AS inv WHERE inv.client_id = ${client}.id
      AND inv.month < ${month} AND inv.sequence = 0), 0) AS highestTokensBefore,
    coalesce((SELECT group_concat(code) FROM ${parkRelease} AS r WHERE r.client_id = ${client}.id
      AND r.month = ${month}), '') AS released`;
}

function toPlanClient({ billedFrom, ...row }: PlanRow): PlanClient {
  return {
    ...row,
    ...(billedFrom !== null && { billedFrom }),
    alreadyInvoiced: row.alreadyInvoiced === 1,
    released: row.released === '' ? [] : row.released.split(','),
  };
}

/** The casts state what only this adapter writes. */
export function toRun<R extends typeof invoiceRun.$inferSelect | undefined>(
  row: R,
): R extends undefined ? undefined : Run;
export function toRun(row: typeof invoiceRun.$inferSelect | undefined): Run | undefined {
  if (!row) return undefined;
  return {
    ...row,
    id: row.id as Run['id'],
    month: row.month as Run['month'],
    trigger: row.trigger as Run['trigger'],
    state: row.state as Run['state'],
    header: JSON.parse(row.header) as Run['header'],
  };
}
