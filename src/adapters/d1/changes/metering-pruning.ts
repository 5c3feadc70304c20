// Forgets what metering saw before an instant. Everything that can be metered from it on comes out as before: of a living
// server the state that it had then stays, and of what stays nobody can bill a month before.
import { type SQL, sql } from 'drizzle-orm';
import type { MeteringPruningChange } from '#ports/metering-changes.ts';
import { guard } from '../guard.ts';
import {
  meteredEntry,
  meteredServer,
  meteredSighting,
  meteringGap,
  meteringLook,
  meteringPruning,
  panelEvent,
} from '../schema/schema.ts';

type Of<T extends MeteringPruningChange['type']> = Extract<MeteringPruningChange, { type: T }>;

export function pruningStatements(change: MeteringPruningChange): SQL[] {
  switch (change.type) {
    case 'pruning_started':
      return started(change);
    case 'servers_pruned':
      return serversPruned(change);
    case 'panel_events_pruned':
      return [
        sql`DELETE FROM ${panelEvent} WHERE hash IN (SELECT hash FROM ${panelEvent}
            WHERE settled_at_ms > 0 AND settled_at_ms < ${change.beforeMs} ORDER BY settled_at_ms LIMIT ${change.limit})`,
      ];
  }
}

/** From this commit on the months before are unavailable; only then is anything of them deleted. */
function started({ beforeMs, atMs }: Of<'pruning_started'>): SQL[] {
  return [
    guard(
      sql`NOT EXISTS (SELECT 1 FROM ${meteringPruning} WHERE before_ms >= ${beforeMs} OR finished_at_ms = 0)`,
    ),
    sql`INSERT INTO ${meteringPruning} (before_ms, started_at_ms) VALUES (${beforeMs}, ${atMs})`,
    // The look that the month after begins with stays.
    sql`DELETE FROM ${meteringLook} WHERE state IN ('good', 'abandoned') AND started_at_ms <
        (SELECT max(started_at_ms) FROM ${meteringLook} WHERE state = 'good' AND started_at_ms <= ${beforeMs})`,
    sql`DELETE FROM ${meteringGap} WHERE end_ms <= ${beforeMs}`,
  ];
}

function serversPruned({ beforeMs, after, through, isLast, atMs }: Of<'servers_pruned'>): SQL[] {
  const inTurn = sql`server_id > ${after} AND server_id <= ${through}`;
  const gone = sql`SELECT server_id FROM ${meteredServer}
    WHERE ${inTurn} AND gone_at_ms > 0 AND gone_at_ms < ${beforeMs}`;
  return [
    guard(sql`EXISTS (SELECT 1 FROM ${meteringPruning}
        WHERE before_ms = ${beforeMs} AND through_server_id = ${after} AND finished_at_ms = 0)`),
    sql`DELETE FROM ${meteredSighting} WHERE server_id IN (${gone})`,
    sql`DELETE FROM ${meteredEntry} WHERE server_id IN (${gone})`,
    sql`DELETE FROM ${meteredServer} WHERE ${inTurn} AND gone_at_ms > 0 AND gone_at_ms < ${beforeMs}`,
    // Of the living all but the newest from before: it says what they were when the month began.
    sql`DELETE FROM ${meteredSighting} AS old WHERE ${inTurn} AND at_ms < (SELECT max(kept.at_ms)
        FROM ${meteredSighting} AS kept WHERE kept.server_id = old.server_id AND kept.at_ms <= ${beforeMs})`,
    // What a list never had and the log named only before.
    sql`DELETE FROM ${meteredEntry} AS old WHERE ${inTurn} AND at_ms < ${beforeMs}
        AND NOT EXISTS (SELECT 1 FROM ${meteredServer} AS s WHERE s.server_id = old.server_id)
        AND NOT EXISTS (SELECT 1 FROM ${meteredEntry} AS later
          WHERE later.server_id = old.server_id AND later.at_ms >= ${beforeMs})`,
    sql`UPDATE ${meteringPruning} SET through_server_id = ${through}, finished_at_ms = ${isLast ? atMs : 0}
        WHERE before_ms = ${beforeMs}`,
  ];
}
