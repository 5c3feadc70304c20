import type { Letter } from '#core/letters.ts';
import { accountReady } from '#views/emails/account-ready.ts';
import { alreadyClient } from '#views/emails/already-client.ts';
import { budgetReached } from '#views/emails/budget-reached.ts';
import type { Draft } from '#views/emails/draft.ts';
import { HtmlPart } from '#views/emails/html-part.tsx';
import { invoiceIssued } from '#views/emails/invoice-issued.ts';
import { oneLine } from '#views/emails/one-line.ts';
import { resetPassword } from '#views/emails/reset-password.ts';
import { textPart } from '#views/emails/text-part.ts';
import { verifyAddress } from '#views/emails/verify-address.ts';

export interface WrittenLetter {
  /** One line without control characters, fit for a header. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A letter in words: subject, text part and HTML part. */
export function writeLetter(
  letter: Letter,
  provider: { name: string; supportEmail: string },
): WrittenLetter {
  const from = { name: oneLine(provider.name), supportEmail: oneLine(provider.supportEmail) };
  const drafted = draft(letter, from.name);
  const clean = { ...drafted, subject: oneLine(drafted.subject) };
  return {
    subject: clean.subject,
    text: textPart(clean, from),
    html: String(<HtmlPart draft={clean} provider={from} />),
  };
}

function draft(letter: Letter, providerName: string): Draft {
  switch (letter.kind) {
    case 'verify_address':
      return verifyAddress(letter, providerName);
    case 'already_client':
      return alreadyClient(letter, providerName);
    case 'account_ready':
      return accountReady(letter, providerName);
    case 'reset_password':
      return resetPassword(letter, providerName);
    case 'budget_reached':
      return budgetReached(letter, providerName);
    case 'invoice_issued':
      return invoiceIssued(letter, providerName);
  }
}
