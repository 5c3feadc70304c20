// What the world's DNS says of the sender's domain: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989), MX (RFC 5321).
import { failed, fine, type Verdict, warning } from '#core/doctor/finding.ts';

/** `texts` are the TXT records of the domain. */
export function judgeSpf(domain: string, texts: readonly string[]): Verdict {
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record] = records;
  if (!record) {
    return warning(
      `${domain} has no SPF record: letters may end in spam.`,
      `Add a TXT record for ${domain} that names your mail server, such as "v=spf1 mx include:… ~all".`,
    );
  }
  if (records.length > 1) {
    return failed(
      `${domain} has ${records.length} SPF records, which counts as none.`,
      `Make one record of them: a domain may have one "v=spf1".`,
    );
  }
  if (/\s\+?all\b/i.test(record)) {
    return failed(
      `The SPF record of ${domain} lets everybody send in its name.`,
      'End it in "~all" or "-all".',
    );
  }
  return fine(`${domain} says who may send for it (SPF).`);
}

/** `texts` are the TXT records of the selector's name. */
export function judgeDkim(name: string, texts: readonly string[]): Verdict {
  const keys = texts.filter((text) => /(?:^|;)\s*p=/i.test(text));
  const remedy = 'Publish the key that your mail service shows, or correct MAIL_DKIM_SELECTOR.';
  if (keys.length === 0) return failed(`There is no DKIM key at ${name}.`, remedy);
  const isRevoked = keys.every((text) => /(?:^|;)\s*p=\s*(?:;|$)/i.test(text));
  if (isRevoked) return failed(`The DKIM key at ${name} is revoked (empty p=).`, remedy);
  return fine(`There is a DKIM key at ${name}.`);
}

/** `texts` are the TXT records of `_dmarc.` and the domain, or of the nearest domain above that has any. */
export function judgeDmarc(domain: string, texts: readonly string[]): Verdict {
  const records = texts.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text));
  const add = `Add a TXT record for _dmarc.${domain}, such as "v=DMARC1; p=none; rua=mailto:you@${domain}".`;
  if (records.length === 0) {
    return warning(`${domain} has no DMARC record, which large mailboxes ask for.`, add);
  }
  if (records.length > 1) return failed(`${domain} has several DMARC records.`, 'Keep one.');
  return fine(`${domain} has a DMARC record.`);
}

/** `hosts` are the names of its mail exchangers; a single `.` says that it takes no mail. */
export function judgeMx(domain: string, hosts: readonly string[]): Verdict {
  const remedy = `Add an MX record for ${domain}, or send from a domain that takes mail: set MAIL_FROM.`;
  if (hosts.length === 0) {
    return warning(`${domain} takes no mail: answers and bounces are lost.`, remedy);
  }
  if (hosts.every((host) => host === '.')) {
    return warning(`${domain} says that it takes no mail (null MX).`, remedy);
  }
  return fine(`${domain} takes mail.`);
}

/** The domain and those above it, down to two labels: where a DMARC record may stand. */
export function domainAndAbove(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, n) => labels.slice(n).join('.'));
}
