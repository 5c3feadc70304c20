// Settings that cannot be meant: what the project ships as an example, and what only works on one's own machine.
import { failed, fine, listed, type Verdict, warning } from '#core/doctor/finding.ts';

/** Names that belong to nobody (RFC 2606), the words of wrangler.toml as it is shipped, and what people fill in for later. */
const EXAMPLE =
  /\bexample\.(?:com|net|org)\b|\bExample (?:Hosting|Street|City)\b|^(?:todo|tbd|xxx+|change[-_ ]?me|your[-_ ].*|<.*>)$/i;

/** `shown` are the settings that are no secrets, as text. */
export function judgeExamples(shown: Readonly<Record<string, string>>): Verdict {
  const left = Object.keys(shown).filter((name) => EXAMPLE.test(shown[name]?.trim() ?? ''));
  if (left.length === 0) return fine('No setting looks like an example.');
  const verb = left.length === 1 ? 'looks' : 'look';
  return failed(
    `${listed(left)} ${verb} like an example.`,
    'Set your own in wrangler.toml, or run: npx postmeter setup',
  );
}

/** `origin` is an address by now: the settings were checked when the Worker started. */
export function judgeOrigin(origin: string): Verdict {
  const { protocol } = new URL(origin);
  if (protocol === 'https:') return fine(`The service is reached at ${origin}.`);
  if (isLocal(origin)) return fine(`${origin} is this machine: a trial.`);
  return failed(
    'ORIGIN is not https: passwords and cookies would go in clear.',
    'Set ORIGIN to the https address.',
  );
}

/** Whether an address or a host name is that of the machine itself. */
export function isLocal(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(host);
}

/** 32 random bytes in base64url have 43 characters. */
const STRONG_CHARACTERS = 43;

/** The length alone: the secret itself leaves the settings for nobody. */
export function judgeAppSecret(characters: number): Verdict {
  if (characters >= STRONG_CHARACTERS) return fine('APP_SECRET is long enough.');
  return warning(
    `APP_SECRET has ${characters} characters, which is fewer than 32 random bytes take.`,
    'Before anybody signs up: openssl rand -base64 48 | npx wrangler secret put APP_SECRET. Later see docs/operate.md.',
  );
}

/** The bindings that slow strangers down before anything is looked up. */
export function judgeRateLimits(has: { byAddress: boolean; byNetwork: boolean }): Verdict {
  const missing = [
    ...(has.byAddress ? [] : ['RATE_BY_ADDRESS']),
    ...(has.byNetwork ? [] : ['RATE_BY_NETWORK']),
  ];
  if (missing.length === 0) return fine('Sign-up, log-in, links and resets have their brakes.');
  return warning(
    `There is no binding ${listed(missing)}: strangers may ask as often as they like, until the counts in the database stop them.`,
    'Put the [[ratelimits]] of docs/abuse.md into wrangler.toml, or run: npx postmeter setup',
  );
}

/** The keys in `ADMIN_JWKS` with what each may do. */
export function judgeAdminKeys(
  keys: readonly { readonly kid: string; readonly role: string }[],
): Verdict {
  const operators = keys.filter(({ role }) => role === 'operator');
  if (operators.length === 0) {
    return failed(
      'No key in ADMIN_JWKS may change anything: all are readers.',
      'Add the public part of an operator’s key: npx postmeter key NAME',
    );
  }
  return fine(`${listed(operators.map(({ kid }) => kid))} may change things.`);
}
