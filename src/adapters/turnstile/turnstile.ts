/**
 * Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/. The answer of its
 * widget is judged over there, once, within five minutes. That it was given on our host and to this form is ours to check.
 */
import { z } from 'zod';
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok } from '#core/result.ts';
import type { Challenge, ChallengeFailure } from '#ports/challenge.ts';
import type { Log } from '#ports/log.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';
import { readText } from '../http/read-text.ts';

export interface TurnstileOptions extends CallLimits {
  readonly siteKey: string;
  readonly secret: string;
  /** `https://challenges.cloudflare.com/turnstile/v0`; script and judgement are below it. */
  readonly url: string;
  /** The host that our pages are on. */
  readonly hostname: string;
}

/** Stated by Cloudflare. */
const MAX_ANSWER_CHARACTERS = 2_048;
const MAX_VERDICT_BYTES = 16_000;

const verdictSchema = z.object({
  success: z.boolean(),
  'error-codes': z.array(z.string()).default([]),
  hostname: z.string().default(''),
  action: z.string().default(''),
});
type Verdict = z.infer<typeof verdictSchema>;

export function createTurnstile(options: TurnstileOptions, log: Log): Challenge {
  const url = options.url.replace(/\/+$/, '');
  return {
    widget: { siteKey: options.siteKey, scriptUrl: `${url}/api.js` },
    async verify(form, answer, ip) {
      if (answer === '') return err('missing');
      if (answer.length > MAX_ANSWER_CHARACTERS) return err('refused');
      const verdict = await judged(options, url, answer, ip);
      if (typeof verdict === 'string') {
        log.warn('challenge_not_judged', { code: verdict });
        return err('unavailable');
      }
      const { success, hostname, action } = verdict;
      if (success && hostname === options.hostname && action === form) return ok(null);
      const codes = success ? ['of_another_page'] : verdict['error-codes'];
      log.warn('challenge_failed', { form, codes: codes.slice(0, 5).join(' ').slice(0, 200) });
      return err(success ? 'refused' : failureOf(codes));
    },
    async knowsUs() {
      const verdict = await judged(options, url, 'asked-by-the-doctor', '');
      if (typeof verdict === 'string') return undefined;
      return !verdict['error-codes'].some(isOurFault);
    },
  };
}

/** Their verdict, or why there is none. */
async function judged(
  options: TurnstileOptions,
  url: string,
  response: string,
  ip: string,
): Promise<Verdict | 'slow' | 'unreachable' | 'malformed'> {
  const { secret } = options;
  const body = new URLSearchParams({ secret, response, ...(ip && { remoteip: ip }) });
  const init = { method: 'POST', body };
  const answered = await outboundCall(options, `${url}/siteverify`, init, async (answer) => {
    const text = await readText(answer, MAX_VERDICT_BYTES);
    const verdict = text.ok ? verdictSchema.safeParse(readOutsideJson(text.value)) : undefined;
    return verdict?.data ?? 'malformed';
  });
  return answered.ok ? answered.value : answered.error.why;
}

/** A wrong secret is no fault of whoever sends the form. */
function failureOf(codes: readonly string[]): ChallengeFailure {
  if (codes.some(isOurFault) || codes.includes('internal-error')) return 'unavailable';
  if (codes.includes('missing-input-response')) return 'missing';
  return codes.includes('timeout-or-duplicate') ? 'expired' : 'refused';
}

function isOurFault(code: string): boolean {
  return code === 'invalid-input-secret' || code === 'missing-input-secret';
}
