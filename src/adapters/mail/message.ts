// What every transport sends: a letter put into words, with checked addresses and a name that stays the same when it
// is sent again.
import type { Letter } from '#core/letters.ts';
import { err, ok, type Result } from '#core/result.ts';
import { withoutAddresses } from '#core/without-addresses.ts';
import type { MailFailure } from '#ports/mailer.ts';

/** Puts a letter into words. */
export type WriteLetter = (letter: Letter) => {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export interface Sender {
  /** Shown; may be empty. */
  readonly name: string;
  readonly address: string;
}

export interface Message {
  readonly from: Sender;
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** With its angle brackets (RFC 5322 3.6.4). */
  readonly messageId: string;
}

/** For one letter, from connecting to the last reply. */
export const MAIL_TIMEOUT_MS = 10_000;

/** RFC 5321 4.5.3.1.3 without the brackets. */
const ADDRESS_MAX_CHARACTERS = 254;
/** Dot-atoms alone (RFC 5322 3.4.1): whatever could end a header or a command is out. */
const ADDRESS_PATTERN = /^[\w!#$%&'*+/=?^`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/;

export function composeMessage(
  letter: Letter,
  reference: string,
  from: Sender,
  write: WriteLetter,
): Result<Message, MailFailure> {
  if (!isAddress(from.address)) throw new Error('the configured sender is not a mail address');
  if (!isAddress(letter.to)) {
    const detail = 'not a mail address that SMTP can carry';
    return err({ disposition: 'rejected', code: 'mail_rejected_address', detail });
  }
  const { subject, text, html } = write(letter);
  const messageId = makeMessageId(reference, from.address);
  return ok({ from, to: letter.to, subject: oneLine(subject), text, html, messageId });
}

/** A server's or service's words for an operator: short, on one line, without addresses. */
export function redact(text: string): string {
  return withoutAddresses(oneLine(text), '[address]').slice(0, 200);
}

/** Line breaks would let a subject add headers of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function isAddress(text: string): boolean {
  return text.length <= ADDRESS_MAX_CHARACTERS && ADDRESS_PATTERN.test(text);
}

function makeMessageId(reference: string, senderAddress: string): string {
  const local = reference.replace(
    /[^A-Za-z0-9_-]/gu,
    (character) => `=${character.codePointAt(0)?.toString(16)}=`,
  );
  return `<${local}@${domainOf(senderAddress)}>`;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
