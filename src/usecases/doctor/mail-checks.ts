// Whether letters leave, and whether mailboxes will believe them.
import { failed, fine, skipped, type Verdict } from '#core/doctor/finding.ts';
import {
  domainAndAbove,
  judgeDkim,
  judgeDmarc,
  judgeMx,
  judgeSpf,
} from '#core/doctor/judge-mail-records.ts';
import { isLocal } from '#core/doctor/judge-settings.ts';
import type { Result } from '#core/result.ts';
import type { DnsFailure, SettingFacts } from '#ports/doctor.ts';
import type { Examination } from '#usecases/doctor/check.ts';

/** Signs in to the mail server where there is one; sends nothing. */
export async function mailTransport({ doctor, settings }: Examination): Promise<Verdict> {
  const { transport, host, security } = doctor.settings.mail;
  if (transport === 'mailbox') {
    if (isLocal(settings.origin)) return fine('Letters stay in the mailbox of this trial.');
    return failed(
      'Letters go to the emulated mailbox and to nobody else.',
      'Set MAIL_TRANSPORT to "cloudflare" or "smtp".',
    );
  }
  if (security === 'none' && !isLocal(host)) {
    return failed(
      'The mail server is spoken to without encryption, its password included.',
      'Set SMTP_SECURITY to "starttls" or "tls".',
    );
  }
  const tried = await doctor.mail.tryOut();
  if (tried.ok) return fine(tried.value);
  const { code, detail } = tried.error;
  return failed(
    `The mail server does not take letters: ${detail || code} (${code}).`,
    code === 'mail_unreachable'
      ? 'Check SMTP_HOST, SMTP_PORT (not 25, which Workers cannot reach) and SMTP_SECURITY.'
      : 'Check SMTP_USERNAME, the secret SMTP_PASSWORD, and that the server lets MAIL_FROM send.',
  );
}

/** Bounces and answers come to the domain of the sender. */
export async function mailMx(examination: Examination): Promise<Verdict> {
  const domain = domainOf(examination);
  const found = await lookUp(examination, domain, 'MX');
  if (!found.ok) return found.error === 'dns_unreachable' ? NOBODY_ASKED : noSuchDomain(domain);
  return judgeMx(domain, found.value);
}

/** Cloudflare sends with a return path of its own below the domain, which is where receivers then look. */
const CLOUDFLARE_RETURN_PATH = 'cf-bounce';

export async function mailSpf(examination: Examination): Promise<Verdict> {
  const { mail } = examination.doctor.settings;
  const domain = domainOf(examination);
  const name = mail.transport === 'cloudflare' ? `${CLOUDFLARE_RETURN_PATH}.${domain}` : domain;
  const found = await texts(examination, name);
  return found.ok ? judgeSpf(name, found.value) : NOBODY_ASKED;
}

export async function mailDkim(examination: Examination): Promise<Verdict> {
  const { dkimSelector: selector } = examination.doctor.settings.mail;
  if (selector === '') {
    return skipped(
      'Nobody can guess the name of a DKIM key.',
      'Set MAIL_DKIM_SELECTOR to have it looked at: your mail service shows it as SELECTOR._domainkey.',
    );
  }
  const name = `${selector}._domainkey.${domainOf(examination)}`;
  const found = await texts(examination, name);
  return found.ok ? judgeDkim(name, found.value) : NOBODY_ASKED;
}

/** A domain without a record of its own has that of the nearest one above it (RFC 9989). */
export async function mailDmarc(examination: Examination): Promise<Verdict> {
  const domain = domainOf(examination);
  for (const above of domainAndAbove(domain)) {
    const found = await texts(examination, `_dmarc.${above}`);
    if (!found.ok) return NOBODY_ASKED;
    const verdict = judgeDmarc(above, found.value);
    if (verdict.state !== 'warning') return verdict;
  }
  return judgeDmarc(domain, []);
}

const NOBODY_ASKED = skipped(
  'DNS cannot be asked from here.',
  'Set DNS_OVER_HTTPS_URL to a resolver that answers.',
);

function noSuchDomain(domain: string): Verdict {
  return failed(
    `The domain ${domain} does not exist.`,
    'Correct MAIL_FROM, or register the domain.',
  );
}

/** A name that does not exist has no text, either. */
async function texts(
  examination: Examination,
  name: string,
): Promise<Result<readonly string[], DnsFailure>> {
  const found = await lookUp(examination, name, 'TXT');
  if (!found.ok && found.error === 'dns_no_such_name') return { ok: true, value: [] };
  return found;
}

function lookUp({ doctor }: Examination, name: string, type: 'TXT' | 'MX') {
  return doctor.dns.lookUp(name, type);
}

function domainOf({ doctor }: Examination): string {
  const { from }: SettingFacts['mail'] = doctor.settings.mail;
  return from.slice(from.lastIndexOf('@') + 1).toLowerCase();
}
