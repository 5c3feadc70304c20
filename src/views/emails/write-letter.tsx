import type { Letter } from '#core/letters.ts';
import { accountReady } from '#views/emails/account-ready.ts';
import { alreadyClient } from '#views/emails/already-client.ts';
import { budgetReached } from '#views/emails/budget-reached.ts';
import { closingNotice } from '#views/emails/closing-notice.ts';
import type { Draft } from '#views/emails/draft.ts';
import { HtmlPart, type LetterProvider } from '#views/emails/html-part.tsx';
import { invitation } from '#views/emails/invitation.ts';
import { invoiceIssued } from '#views/emails/invoice-issued.ts';
import { linkLetter } from '#views/emails/link-letter.ts';
import { oneLine } from '#views/emails/one-line.ts';
import { operatorAlarm } from '#views/emails/operator-alarm.ts';
import { securityNotice } from '#views/emails/security-notice.ts';
import { textPart } from '#views/emails/text-part.ts';
import { type Language, languageOf } from '#views/languages.ts';

export interface WrittenLetter {
  /** One line without control characters, fit for a header. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A letter in words of its reader's language: subject, text part and HTML part. */
export function writeLetter(letter: Letter, provider: LetterProvider): WrittenLetter {
  const { name, supportEmail, accent } = provider;
  const from = { name: oneLine(name), supportEmail: oneLine(supportEmail), accent };
  const language = languageOf(letter.language);
  const drafted = draft(letter, from, language);
  const clean = { ...drafted, subject: oneLine(drafted.subject) };
  return {
    subject: clean.subject,
    text: textPart(clean, from, language.texts),
    html: String(<HtmlPart language={language} draft={clean} provider={from} />),
  };
}

function draft(
  letter: Letter,
  { name: providerName, supportEmail }: { name: string; supportEmail: string },
  language: Language,
): Draft {
  const { texts } = language;
  switch (letter.kind) {
    case 'verify_address':
    case 'reset_password':
    case 'confirm_new_email':
      return linkLetter(letter, providerName, texts);
    case 'already_client':
      return alreadyClient(letter, providerName, texts);
    case 'account_ready':
      return accountReady(letter, providerName, texts);
    case 'invitation':
      return invitation(letter, providerName, texts);
    case 'budget_reached':
      return budgetReached(letter, providerName, language);
    case 'security_notice':
      return securityNotice(letter, supportEmail, language);
    case 'closing_notice':
      return closingNotice(letter, providerName, texts);
    case 'operator_alarm':
      return operatorAlarm(letter);
    case 'invoice_issued':
      return invoiceIssued(letter, providerName, language);
  }
}
