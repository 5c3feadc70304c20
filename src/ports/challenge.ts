import type { Result } from '#core/result.ts';

/** Forms that ask whoever sends them to show that they are a person. The answer to one is no answer to another. */
export type ChallengedForm = 'signup' | 'login' | 'forgot';

/** `expired`: too old, or used before. `unavailable`: nobody could judge it. */
export type ChallengeFailure = 'missing' | 'expired' | 'refused' | 'unavailable';

/** A service that tells people from programs. */
export interface Challenge {
  /** What a page needs to ask; public. */
  readonly widget: ChallengeWidget;
  /** Whether `answer` was given on our page to this form. An answer is good once. `ip` may be empty. */
  verify(form: ChallengedForm, answer: string, ip: string): Promise<Result<null, ChallengeFailure>>;
  /** Whether the service knows our secret; undefined where it does not answer. */
  knowsUs(): Promise<boolean | undefined>;
}

export interface ChallengeWidget {
  readonly siteKey: string;
  readonly scriptUrl: string;
}
