import { type SQL, sql } from 'drizzle-orm';
import { stateText } from '#core/metering/server-state.ts';
import type { MeteringChange, NewSighting } from '#ports/metering-changes.ts';
import type { LookState } from '#ports/metering-reads.ts';
import type { ServerEntry } from '#ports/server-inventory.ts';
import { guard } from '../guard.ts';
import { jsonParameters } from '../json-parameters.ts';
import {
  meteredEntry,
  meteredServer,
  meteredSighting,
  meteringGap,
  meteringLook,
  meteringLookPart,
  panelEvent,
} from '../schema/schema.ts';
import { pruningStatements } from './metering-pruning.ts';

export function meteringStatements(change: MeteringChange): SQL[] {
  switch (change.type) {
    case 'look_started': {
      const { id, state, fence, startedAtMs, logFrom } = change.look;
      return [
        guard(
          sql`NOT EXISTS (SELECT 1 FROM ${meteringLook} WHERE state IN ('listing', 'verifying'))`,
        ),
        sql`INSERT INTO ${meteringLook} (id, state, fence, started_at_ms, touched_at_ms, log_from)
            VALUES (${id}, ${state}, ${fence}, ${startedAtMs}, ${startedAtMs}, ${logFrom})`,
      ];
    }
    case 'look_listed':
    case 'look_log_read':
    case 'look_finished':
    case 'look_failed':
    case 'look_abandoned':
      return lookStatements(change);
    case 'servers_sighted':
      return sightingInserts(change.sightings);
    case 'servers_gone':
      return goneStatements(change.atMs, change.serverIds);
    case 'panel_event_received': {
      const { hash, serverId, parameters, atMs } = change.event;
      return [
        sql`INSERT INTO ${panelEvent} (hash, server_id, parameters, received_at_ms, repeated_at_ms)
            VALUES (${hash}, ${serverId}, ${parameters}, ${atMs}, ${atMs})
            ON CONFLICT (hash) DO UPDATE SET times = times + 1, repeated_at_ms = ${atMs}, settled_at_ms = 0, settled_by = ''`,
      ];
    }
    case 'pruning_started':
    case 'servers_pruned':
    case 'panel_events_pruned':
      return pruningStatements(change);
    case 'panel_events_settled':
      return [
        sql`UPDATE ${panelEvent} SET settled_at_ms = ${change.atMs}, settled_by = 'asked'
            WHERE hash IN (SELECT value FROM json_each(${JSON.stringify(change.hashes)})) AND repeated_at_ms <= ${change.atMs}`,
      ];
  }
}

type LookChange = Extract<MeteringChange, { readonly lookId: string }>;

function lookStatements(change: LookChange): SQL[] {
  const { lookId, atMs } = change;
  switch (change.type) {
    case 'look_listed':
      return [
        held(change, 'listing', change.firstPage),
        sql`INSERT INTO ${meteringLookPart} (look_id, first_page, server_ids)
            VALUES (${lookId}, ${change.firstPage}, ${JSON.stringify(change.serverIds)})`,
        sql`UPDATE ${meteringLook} SET next_page = ${change.nextPage}, servers = servers + ${change.serverIds.length},
              changed = changed + ${change.changed}, refused = refused + ${change.refused}, failure = '', touched_at_ms = ${atMs}
            WHERE id = ${lookId}`,
      ];
    case 'look_log_read':
      return [
        held(change, 'listing'),
        ...entryInserts(change.entries),
        ...(change.gap ? [gapInsert(change.gap)] : []),
        sql`UPDATE ${meteringLook} SET state = 'verifying', log_through = ${change.logThrough},
              refused = refused + ${change.refused}, failure = '', touched_at_ms = ${atMs} WHERE id = ${lookId}`,
      ];
    case 'look_finished':
      return [
        held(change, 'verifying'),
        // Whatever the log does not explain was asked for and marked before.
        markGone(
          atMs,
          sql`SELECT server_id FROM ${meteredServer} AS live
            WHERE gone_at_ms = 0 AND seen_at_ms < (SELECT started_at_ms FROM ${meteringLook} WHERE id = ${lookId})
              AND server_id NOT IN (${listedBy(lookId)}) AND ${explained(sql`live.server_id`, change.explainedSinceMs)}`,
        ),
        sql`UPDATE ${panelEvent} SET settled_at_ms = ${atMs}, settled_by = 'look' WHERE settled_at_ms = 0
            AND repeated_at_ms < (SELECT started_at_ms FROM ${meteringLook} WHERE id = ${lookId})`,
        sql`DELETE FROM ${meteringLookPart} WHERE look_id = ${lookId}`,
        sql`UPDATE ${meteringLook} SET state = 'good', failure = '', finished_at_ms = ${atMs}, touched_at_ms = ${atMs}
            WHERE id = ${lookId}`,
      ];
    case 'look_failed':
      return [
        sql`UPDATE ${meteringLook} SET failure = ${change.failure}, touched_at_ms = ${atMs}
            WHERE id = ${lookId} AND fence = ${change.fence}`,
      ];
    case 'look_abandoned':
      return [
        sql`DELETE FROM ${meteringLookPart} WHERE look_id = ${lookId}`,
        sql`UPDATE ${meteringLook} SET state = 'abandoned', finished_at_ms = ${atMs}
            WHERE id = ${lookId} AND state IN ('listing', 'verifying')`,
      ];
  }
}

/** A stale holder's commit fails here: somebody took the look up after it, or moved it on. */
function held(
  look: { readonly lookId: string; readonly fence: number },
  state: LookState,
  nextPage?: number,
): SQL {
  const atPage = nextPage === undefined ? sql`` : sql` AND next_page = ${nextPage}`;
  return guard(sql`EXISTS (SELECT 1 FROM ${meteringLook}
      WHERE id = ${look.lookId} AND fence = ${look.fence} AND state = ${state}${atPage})`);
}

/** Ids that a look has listed so far. */
export function listedBy(lookId: string): SQL {
  return sql`SELECT id.value FROM ${meteringLookPart} AS part, json_each(part.server_ids) AS id WHERE part.look_id = ${lookId}`;
}

/** Whether the log has a deletion of the server that is young enough to be why it is missing. */
export function explained(serverId: SQL, sinceMs: number): SQL {
  return sql`EXISTS (SELECT 1 FROM ${meteredEntry} AS e WHERE e.server_id = ${serverId} AND e.kind = 'deleted' AND e.at_ms >= ${sinceMs})`;
}

/**
 * The newest state of each server, and its history. A sighting that comes late does not overwrite a newer one, and two
 * of the same instant keep the greater text, so that their order does not matter.
 */
function sightingInserts(sightings: readonly NewSighting[]): SQL[] {
  const rows = sightings.map(({ serverId, name, createdAtMs, state, atMs, source }) =>
    JSON.stringify([serverId, name, createdAtMs, atMs, state.userId, stateText(state), source]),
  );
  return jsonParameters(rows).flatMap((parameter) => [
    sql`INSERT INTO ${meteredServer} (server_id, name, created_at_ms, seen_at_ms, state)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 5 FROM json_each(${parameter}) WHERE true
        ON CONFLICT (server_id) DO UPDATE SET name = excluded.name, created_at_ms = excluded.created_at_ms,
          seen_at_ms = excluded.seen_at_ms, state = excluded.state, gone_at_ms = 0, sighted_at_ms = 0
        WHERE excluded.seen_at_ms >= max(seen_at_ms, gone_at_ms)`,
    sql`INSERT INTO ${meteredSighting} (server_id, at_ms, user_id, state, source)
        SELECT value ->> 0, value ->> 3, value ->> 4, value ->> 5, value ->> 6 FROM json_each(${parameter}) WHERE true
        ON CONFLICT (server_id, at_ms) DO UPDATE SET user_id = excluded.user_id, state = excluded.state
        WHERE excluded.state > state`,
  ]);
}

function goneStatements(atMs: number, serverIds: readonly number[]): SQL[] {
  const ids = sql`SELECT value FROM json_each(${JSON.stringify(serverIds)})`;
  return [markGone(atMs, ids), insertGone(atMs, ids)];
}

/** They were certainly there when the last good look listed them, or at their newest sighting. */
function markGone(atMs: number, serverIds: SQL): SQL {
  return sql`UPDATE ${meteredServer} SET gone_at_ms = ${atMs}, sighted_at_ms = max(seen_at_ms, coalesce(
        (SELECT max(started_at_ms) FROM ${meteringLook} WHERE state = 'good'), 0))
      WHERE server_id IN (${serverIds}) AND gone_at_ms = 0 AND seen_at_ms < ${atMs}`;
}

/** Servers that only the log knows: they were there when it first named them. */
function insertGone(atMs: number, serverIds: SQL): SQL {
  return sql`INSERT INTO ${meteredServer} (server_id, name, created_at_ms, seen_at_ms, state, gone_at_ms, sighted_at_ms)
      SELECT server_id, '', 0, 0, '', ${atMs}, min(at_ms) FROM ${meteredEntry}
      WHERE server_id IN (${serverIds}) GROUP BY server_id ON CONFLICT DO NOTHING`;
}

function entryInserts(entries: readonly ServerEntry[]): SQL[] {
  const rows = entries.map(({ entryId, serverId, kind, atMs, name, userId, plan }) =>
    JSON.stringify([entryId, serverId, kind, atMs, name, userId, plan ? JSON.stringify(plan) : '']),
  );
  return jsonParameters(rows).map(
    (
      parameter,
    ) => sql`INSERT INTO ${meteredEntry} (entry_id, server_id, kind, at_ms, name, user_id, plan)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
        FROM json_each(${parameter}) WHERE true ON CONFLICT DO NOTHING`,
  );
}

function gapInsert({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): SQL {
  return sql`INSERT INTO ${meteringGap} (start_ms, end_ms) VALUES (${startMs}, ${endMs})
      ON CONFLICT (start_ms) DO UPDATE SET end_ms = max(end_ms, excluded.end_ms)`;
}
