export interface PersonName {
  readonly first: string;
  readonly last: string;
}

/** One name in two fields that must both be filled: the last word is the last name; a single word is followed by a dash. */
export function personName(name: string): PersonName {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.pop() : undefined;
  return { first: words.join(' ') || '-', last: last ?? '-' };
}
