import { type SQL, sql } from 'drizzle-orm';
import type { LogEntry, ServerRecord } from '#core/metering/life.ts';
import { readState } from '#core/metering/server-state.ts';
import type { KnownServer, Look, MeteringReads, Pruning } from '#ports/metering-reads.ts';
import { explained, listedBy } from '../changes/metering.ts';
import type { Database } from '../database.ts';
import {
  meteredEntry,
  meteredServer,
  meteredSighting,
  meteringGap,
  meteringLook,
  meteringPruning,
  panelEvent,
} from '../schema/schema.ts';

const LOOK = sql`SELECT id, state, fence, started_at_ms AS startedAtMs, touched_at_ms AS touchedAtMs,
  finished_at_ms AS finishedAtMs, next_page AS nextPage, log_from AS logFrom, log_through AS logThrough, failure, servers,
  changed, refused FROM ${meteringLook}`;

export function meteringReads({ orm: db }: Database): MeteringReads {
  const newestGood = () =>
    db.get<Look | undefined>(sql`${LOOK} WHERE state = 'good' ORDER BY started_at_ms DESC LIMIT 1`);
  return {
    async openLook() {
      return db.get<Look | undefined>(
        sql`${LOOK} WHERE state IN ('listing', 'verifying') ORDER BY started_at_ms LIMIT 1`,
      );
    },
    lastGoodLook: newestGood,
    async firstGoodLook() {
      return db.get<Look | undefined>(
        sql`${LOOK} WHERE state = 'good' ORDER BY started_at_ms LIMIT 1`,
      );
    },
    async takeUp(id, atMs) {
      return db.get<Look | undefined>(
        sql`UPDATE ${meteringLook} SET fence = fence + 1, touched_at_ms = ${atMs}
            WHERE id = ${id} AND state IN ('listing', 'verifying')
            RETURNING id, state, fence, started_at_ms AS startedAtMs, touched_at_ms AS touchedAtMs,
              finished_at_ms AS finishedAtMs, next_page AS nextPage, log_from AS logFrom, log_through AS logThrough,
              failure, servers, changed, refused`,
      );
    },
    async known(serverIds) {
      const rows = await db.all<KnownRow>(
        sql`SELECT server_id AS serverId, name, state, gone_at_ms > 0 AS isGone
            FROM json_each(${JSON.stringify(serverIds)}) AS asked JOIN ${meteredServer} ON server_id = asked.value`,
      );
      return new Map(
        rows.map(({ serverId, name, state, isGone }) => [
          serverId,
          { name, state, isGone: isGone === 1 },
        ]),
      );
    },
    async missing({ id, startedAtMs, logFrom }, explainedSinceMs, limit) {
      const rows = await db.all<{ serverId: number }>(
        sql`WITH listed AS MATERIALIZED (${listedBy(id)}), should AS (
              SELECT server_id FROM ${meteredServer} WHERE gone_at_ms = 0 AND seen_at_ms < ${startedAtMs}
              UNION SELECT e.server_id FROM ${meteredEntry} AS e WHERE e.entry_id > ${logFrom} AND e.kind = 'created'
                AND NOT EXISTS (SELECT 1 FROM ${meteredServer} AS s WHERE s.server_id = e.server_id)
                AND NOT EXISTS (SELECT 1 FROM ${meteredEntry} AS d WHERE d.server_id = e.server_id AND d.kind = 'deleted')
            )
            SELECT server_id AS serverId FROM should WHERE server_id NOT IN listed
              AND NOT ${explained(sql`should.server_id`, explainedSinceMs)} ORDER BY server_id LIMIT ${limit}`,
      );
      return rows.map(({ serverId }) => serverId);
    },
    async history(userIds, sinceMs) {
      const rows = await db.all<HistoryRow>(historyQuery(userIds, sinceMs));
      const { beganMs = 0, lastGoodMs = 0, prunedBeforeMs = 0, gaps = '[]' } = rows[0] ?? {};
      const records = new Map<number, ServerRecord[]>(userIds.map((id) => [id, []]));
      for (const row of rows) if (row.userId !== null) records.get(row.userId)?.push(toRecord(row));
      const coverage = { beganMs, lastGoodMs, prunedBeforeMs, gaps: JSON.parse(gaps) };
      return { coverage, records };
    },
    async pruning() {
      const row = await db.get<Omit<Pruning, 'isFinished'> & { isFinished: 0 | 1 }>(
        sql`SELECT before_ms AS beforeMs, through_server_id AS throughServerId, finished_at_ms > 0 AS isFinished
            FROM ${meteringPruning} ORDER BY before_ms DESC LIMIT 1`,
      );
      return row && { ...row, isFinished: row.isFinished === 1 };
    },
    async serverAfter(serverId, count) {
      const row = await db.get<{ serverId: number } | undefined>(
        sql`SELECT server_id AS serverId FROM ${meteredServer} WHERE server_id > ${serverId}
            ORDER BY server_id LIMIT 1 OFFSET ${count - 1}`,
      );
      return row?.serverId;
    },
    async waitingEvents(limit) {
      return db.all(
        sql`SELECT hash, server_id AS serverId FROM ${panelEvent} WHERE settled_at_ms = 0 ORDER BY repeated_at_ms LIMIT ${limit}`,
      );
    },
    async ownerless({ logFrom }, limit) {
      const rows = await db.all<{ serverId: number }>(
        sql`SELECT DISTINCT server_id AS serverId FROM ${meteredEntry} AS e WHERE e.entry_id > ${logFrom} AND e.user_id = 0
              AND NOT EXISTS (SELECT 1 FROM ${meteredSighting} AS s WHERE s.server_id = e.server_id)
              AND NOT EXISTS (SELECT 1 FROM ${meteredEntry} AS o WHERE o.server_id = e.server_id AND o.user_id > 0)
            ORDER BY server_id LIMIT ${limit}`,
      );
      return rows.map(({ serverId }) => serverId);
    },
  };
}

/**
 * Each server with its history as JSON, and in every row how far the looks reach; at least one row for that. The first and
 * the last look are asked for apart: SQLite takes each from an end of the index, and both at once from all of it.
 */
function historyQuery(userIds: readonly number[], sinceMs: number): SQL {
  return sql`WITH asked AS MATERIALIZED (SELECT value AS user_id FROM json_each(${JSON.stringify(userIds)})),
      theirs AS MATERIALIZED (
        SELECT asked.user_id, s.server_id FROM asked JOIN ${meteredSighting} AS s ON s.user_id = asked.user_id
        UNION SELECT asked.user_id, e.server_id FROM asked JOIN ${meteredEntry} AS e ON e.user_id = asked.user_id
      ), found AS (
        SELECT theirs.user_id AS userId, theirs.server_id AS serverId, coalesce(srv.name, '') AS name,
          coalesce(srv.created_at_ms, 0) AS createdAtMs, coalesce(srv.seen_at_ms, 0) AS seenAtMs,
          coalesce(srv.gone_at_ms, 0) AS goneAtMs, coalesce(srv.sighted_at_ms, 0) AS sightedAtMs,
          (SELECT json_group_array(json_array(at_ms, state)) FROM ${meteredSighting} AS s
            WHERE s.server_id = theirs.server_id) AS sightings,
          (SELECT json_group_array(json_array(kind, at_ms, name, user_id, plan)) FROM ${meteredEntry} AS e
            WHERE e.server_id = theirs.server_id) AS entries
        FROM theirs LEFT JOIN ${meteredServer} AS srv ON srv.server_id = theirs.server_id
        WHERE srv.gone_at_ms = 0 OR srv.gone_at_ms >= ${sinceMs} OR (srv.server_id IS NULL AND EXISTS (
          SELECT 1 FROM ${meteredEntry} AS e WHERE e.server_id = theirs.server_id AND e.at_ms >= ${sinceMs}))
      ), coverage AS (
        SELECT coalesce((SELECT min(started_at_ms) FROM ${meteringLook} WHERE state = 'good'), 0) AS beganMs,
          coalesce((SELECT max(started_at_ms) FROM ${meteringLook} WHERE state = 'good'), 0) AS lastGoodMs,
          coalesce((SELECT max(before_ms) FROM ${meteringPruning}), 0) AS prunedBeforeMs,
          (SELECT json_group_array(json_object('startMs', start_ms, 'endMs', end_ms)) FROM ${meteringGap}) AS gaps
      )
      SELECT * FROM coverage LEFT JOIN found ON true ORDER BY userId, serverId`;
}

interface KnownRow extends Omit<KnownServer, 'isGone'> {
  readonly serverId: number;
  readonly isGone: 0 | 1;
}

interface HistoryRow {
  readonly beganMs: number;
  readonly lastGoodMs: number;
  readonly prunedBeforeMs: number;
  /** JSON. */
  readonly gaps: string;
  /** Null in the row of somebody without servers, with all that follows. */
  readonly userId: number | null;
  readonly serverId: number;
  readonly name: string;
  readonly createdAtMs: number;
  readonly seenAtMs: number;
  readonly goneAtMs: number;
  readonly sightedAtMs: number;
  /** JSON: `[at, state text]` each. */
  readonly sightings: string;
  /** JSON: `[kind, at, name, panel user, plan as JSON]` each. */
  readonly entries: string;
}

/** A server that lives was there at the last good look; one that no list ever had was not. */
function toRecord(row: HistoryRow): ServerRecord {
  const { serverId, name, createdAtMs, seenAtMs, goneAtMs, sightedAtMs, lastGoodMs } = row;
  const sightings = JSON.parse(row.sightings) as [number, string][];
  const entries = JSON.parse(row.entries) as [LogEntry['kind'], number, string, number, string][];
  const livesMs = seenAtMs === 0 ? 0 : Math.max(lastGoodMs, seenAtMs);
  return {
    serverId,
    name,
    createdAtMs,
    goneAtMs,
    sightedMs: goneAtMs === 0 ? livesMs : sightedAtMs,
    sightings: sightings.map(([atMs, state]) => ({ atMs, state: readState(state) })),
    entries: entries.map(([kind, atMs, entryName, userId, plan]) => ({
      kind,
      atMs,
      name: entryName,
      userId,
      plan: plan === '' ? undefined : JSON.parse(plan),
    })),
  };
}
