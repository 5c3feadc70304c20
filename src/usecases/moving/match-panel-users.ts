import {
  type ImportMatch,
  matchByPanel,
  matchImport,
  type OldPerson,
} from '#core/moving/match-import.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { MatchedItem } from '#ports/moving-changes.ts';
import type { ImportCandidate } from '#ports/moving-reads.ts';
import { hashOfHashes } from '#usecases/hash-of-hashes.ts';
import type { ImportStep } from '#usecases/moving/advance-import.ts';
import { askAll } from '#usecases/moving/ask-old-billing.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';

/** Panel users in one step: a call each, six at once, stays far below the 30 s of a request. */
const USERS_PER_STEP = 30;

/** Decides what would become of the next panel users; after the last one, seals the plan with its manifest. */
export async function matchPanelUsers(one: ImportStep): Promise<Result<null, MovingFailure>> {
  const { ports, old, stored } = one;
  const { store, settings, secrets } = ports;
  const { id, cursor } = stored;
  const found = await store.moving.toMatch(id, old.system, cursor, USERS_PER_STEP);
  if (found.length === 0) return seal(one);
  const asked = found.filter((candidate) => matchByPanel(candidate) === undefined);
  const read = await askAll(ports, asked, ({ user }) => old.readPerson(String(user.billingUserId)));
  if (!read.ok) return read;
  const there = new Map<number, OldPerson | null | 'unreadable'>(
    asked.map(({ user }, i) => [user.id, read.value[i] ?? null]),
  );
  const { currencies } = settings;
  const matches = found.map((candidate) =>
    matchImport({ ...candidate, there: there.get(candidate.user.id) ?? null, currencies }),
  );
  const contents = found.map((candidate, i) => contentOf(candidate, matches[i]));
  const hashes = await secrets.digests(contents);
  const items = found.map(({ user }, i): MatchedItem => {
    const match = matches[i];
    return {
      panelUserId: user.id,
      outcome: match?.outcome ?? 'left_alone',
      reason: match?.outcome === 'left_alone' ? match.reason : '',
      clientId: match?.outcome === 'already_here' ? match.clientId : '',
      content: contents[i] ?? '',
      hash: hashes[i] ?? '',
    };
  });
  const nextCursor = found.at(-1)?.user.id ?? cursor;
  const committed = await store.commit([{ type: 'import_matched', id, cursor, items, nextCursor }]);
  return committed.ok ? ok(null) : err({ reason: 'overtaken' });
}

/** Key order is part of the format: the text is hashed. No time of day and no id of the import: the same facts, the same plan. */
function contentOf({ user }: ImportCandidate, match: ImportMatch | undefined): string {
  const { id: panelUserId, billingUserId, email } = user;
  return JSON.stringify({ panelUserId, billingUserId, email, ...match });
}

/** The manifest: SHA-256 of a header line and each item's hash, in order of panel user. */
async function seal({ ports, stored }: ImportStep): Promise<Result<null, MovingFailure>> {
  const { store, secrets, clock } = ports;
  const { id, system } = stored;
  let after = 0;
  const header = `${JSON.stringify({ import: system })}\n`;
  const manifest = await hashOfHashes(secrets, header, async (limit) => {
    const rows = await store.moving.importHashes(id, after, limit);
    after = rows.at(-1)?.panelUserId ?? after;
    return rows.map(({ hash }) => hash);
  });
  const atMs = clock.nowMs();
  const planned = await store.commit([{ type: 'import_planned', id, manifest, atMs }]);
  return planned.ok ? ok(null) : err({ reason: 'overtaken' });
}
