import type { ClientId, Id } from '#core/ids.ts';

/** Letters as operators see them: what they were about and how it went, never what they said or whom they named. */
export interface OperatorLetters {
  /** Those that were given up, or of which nobody knows whether they went out; newest first. */
  failedLetters(query: FailedLettersQuery): Promise<readonly StoredLetter[]>;
  letter(id: Id<'outbox'>): Promise<StoredLetter | undefined>;
}

export interface FailedLettersQuery {
  readonly limit: number;
  /** Both where none is named. */
  readonly state?: FailedLetterState | undefined;
  /** Only letters that were written before this one. */
  readonly before?: Id<'outbox'> | undefined;
}

export type FailedLetterState = 'failed' | 'unknown';

export interface StoredLetter {
  readonly id: Id<'outbox'>;
  /** A `LetterKind`; empty for letters from before kinds were noted. */
  readonly topic: string;
  /** What it is about: a client, a document, the cause of an alarm. Empty for somebody who is nobody's client yet. */
  readonly subjectId: string;
  readonly clientId: ClientId | null;
  readonly email: string | null;
  /** `pending`, `done`, `failed`, `unknown` or `dismissed`. */
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly writtenAtMs: number;
  /** When it got to be done, given up or dismissed; null before. */
  readonly sinceMs: number | null;
}
