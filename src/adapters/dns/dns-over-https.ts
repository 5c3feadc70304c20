/**
 * DNS by HTTPS, in the JSON form that Cloudflare and Google answer (developers.cloudflare.com, 1.1.1.1, "Using JSON"):
 * `Status` is the response code of RFC 1035, 3 for a name that does not exist; the data of TXT is quoted, in parts.
 */
import { z } from 'zod';
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok } from '#core/result.ts';
import type { DnsRecords } from '#ports/doctor.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';
import { readText } from '../http/read-text.ts';

const TYPE_NUMBERS = { TXT: 16, MX: 15 } as const;
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;
const MAX_BODY_BYTES = 100_000;

const answerSchema = z.object({
  Status: z.int(),
  Answer: z.array(z.object({ type: z.int(), data: z.string() })).default([]),
});

export interface DnsOptions extends CallLimits {
  /** Such as `https://cloudflare-dns.com/dns-query`. */
  readonly url: string;
}

export function createDnsOverHttps({ url, ...limits }: DnsOptions): DnsRecords {
  return {
    async lookUp(name, type) {
      const question = `${url}?${new URLSearchParams({ name, type })}`;
      const init = { headers: { accept: 'application/dns-json' } };
      const answered = await outboundCall(limits, question, init, async (response) => {
        const text = await readText(response, MAX_BODY_BYTES);
        return response.ok && text.ok ? readOutsideJson(text.value) : undefined;
      });
      const parsed = answerSchema.safeParse(answered.ok ? answered.value : undefined);
      if (parsed.data?.Status === NO_SUCH_NAME) return err('dns_no_such_name');
      if (parsed.data?.Status !== NO_ERROR) return err('dns_unreachable');
      // An alias on the way (CNAME) is in the answer, too.
      const rows = parsed.data.Answer.filter((row) => row.type === TYPE_NUMBERS[type]);
      return ok(rows.map(({ data }) => (type === 'TXT' ? unquote(data) : hostIn(data))));
    },
  };
}

/** `"v=spf1 " "-all"` as one text. */
function unquote(data: string): string {
  const parts = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part = '']) => part);
  return parts.length === 0 ? data : parts.join('').replace(/\\(.)/g, '$1');
}

/** `10 mail.example.net.`: without the preference, and without the dot at the end unless that is all. */
function hostIn(data: string): string {
  const host = data.replace(/^\d+\s+/, '').trim();
  return host === '.' ? host : host.replace(/\.$/, '');
}
