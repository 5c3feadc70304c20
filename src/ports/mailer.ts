import type { Letter } from '#core/letters.ts';
import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';

export type MailFailure = PortFailure<
  'mail_unreachable' | 'mail_refused' | 'mail_rejected_address' | 'mail_outcome_unknown'
>;

/** Writes a letter and hands it to the mail system. */
export interface Mailer {
  /** `reference` identifies the message for good; the Message-ID is made from it. */
  send(letter: Letter, reference: string): Promise<Result<null, MailFailure>>;
}
