import { base64Url } from '#core/bytes-as-text.ts';
import { ID_RANDOM_BYTES, type Id, type IdKind, makeId, makeIds } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';

const TOKEN_BYTES = 32;

/** A secret of 256 random bits, base64url: for links, cookies and sessions. Only its digest is ever stored. */
export function newToken({ random }: Pick<Ports, 'random'>): string {
  return base64Url(random.bytes(TOKEN_BYTES));
}

/** An id of now. */
export function newId<K extends IdKind>(
  { random, clock }: Pick<Ports, 'random' | 'clock'>,
  kind: K,
): Id<K> {
  return makeId(kind, clock.nowMs(), random.bytes(ID_RANDOM_BYTES));
}

/** Many ids at once, in order. */
export function newIds<K extends IdKind>(
  { random, clock }: Pick<Ports, 'random' | 'clock'>,
  kind: K,
  count: number,
): readonly Id<K>[] {
  return makeIds(kind, clock.nowMs(), random.bytes(count * ID_RANDOM_BYTES), count);
}
