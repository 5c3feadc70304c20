/**
 * The range request of Pwned Passwords (https://haveibeenpwned.com/API/v3#PwnedPasswords): the first five hex digits
 * of a SHA-1 go out, some hundred endings with their counts come back, padded with endings of count 0. So nobody
 * outside learns which password was asked about.
 */
import type { BreachedPasswords } from '#ports/breached-passwords.ts';
import type { Log } from '#ports/log.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';
import { readText } from '../http/read-text.ts';

export interface RangeOptions extends CallLimits {
  /** `https://api.pwnedpasswords.com`, or a mirror of it. */
  readonly apiUrl: string;
}

const PREFIX_CHARACTERS = 5;
/** A padded answer has up to 1,000 lines of some 45 bytes. */
const MAX_ANSWER_BYTES = 200_000;
const LINE = /^([0-9A-F]{35}):(\d+)$/;

/** Asks nobody: the check is switched off. */
export const NO_BREACHED_PASSWORDS: BreachedPasswords = { isBreached: async () => false };

export function createBreachedPasswords(options: RangeOptions, log: Log): BreachedPasswords {
  return {
    async isBreached(password) {
      const bytes = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(password));
      const hash = Buffer.from(bytes).toString('hex').toUpperCase();
      const lines = await readRange(options, hash.slice(0, PREFIX_CHARACTERS));
      if (typeof lines === 'string') {
        log.warn('breached_passwords_unavailable', { code: lines });
        return false;
      }
      const ending = hash.slice(PREFIX_CHARACTERS);
      return lines.some((line) => {
        const [, found, count] = LINE.exec(line) ?? [];
        return found === ending && count !== '0';
      });
    },
  };
}

/** The lines of a range, or why there are none. */
async function readRange(
  options: RangeOptions,
  prefix: string,
): Promise<readonly string[] | 'slow' | 'unreachable' | 'refused' | 'malformed'> {
  const url = `${options.apiUrl.replace(/\/+$/, '')}/range/${prefix}`;
  const init = { headers: { 'add-padding': 'true', 'user-agent': 'Postmeter' } };
  const answered = await outboundCall(options, url, init, async (response) => {
    if (response.status !== 200) {
      await response.body?.cancel();
      return 'refused';
    }
    const text = await readText(response, MAX_ANSWER_BYTES);
    if (!text.ok) return 'malformed';
    const lines = text.value.trim().split(/\r?\n/);
    return lines.every((line) => LINE.test(line)) ? lines : 'malformed';
  });
  return answered.ok ? answered.value : answered.error.why;
}
