import type { Ports } from '#ports/ports.ts';

type NotePorts = Pick<Ports, 'secrets' | 'clock'>;

/** What a note is for: one of them cannot be handed in for another. */
export type NotePurpose =
  | 'second_factor'
  | 'passkey_challenge'
  | 'new_second_factor'
  | 'known_browser'
  | 'operator_challenge'
  | 'secret_draft'
  | 'identity_flow'
  | 'identity';

interface Note<T> {
  readonly purpose: NotePurpose;
  readonly untilMs: number;
  readonly content: T;
}

/** Something that the browser keeps for us between two requests and can neither read nor change. */
export function sealNote<T>(
  { secrets, clock }: NotePorts,
  purpose: NotePurpose,
  content: T,
  validMs: number,
): Promise<string> {
  const note: Note<T> = { purpose, untilMs: clock.nowMs() + validMs, content };
  return secrets.seal(JSON.stringify(note));
}

/** The content, unless the note is not ours, is for something else, or is too old. */
export async function openNote<T>(
  { secrets, clock }: NotePorts,
  purpose: NotePurpose,
  sealed: string,
): Promise<T | undefined> {
  const opened = await secrets.open(sealed);
  if (opened === undefined) return undefined;
  const note = JSON.parse(opened) as Note<T>; // sealed by us: nobody else can have written it
  return note.purpose === purpose && clock.nowMs() < note.untilMs ? note.content : undefined;
}
