import { failed, fine, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import type { Examination } from '#usecases/doctor/check.ts';

/** Asks Turnstile about an answer that nobody gave: what it says of our secret is all that matters. */
export async function turnstile({ challenge, settings }: Examination): Promise<Verdict> {
  if (!challenge)
    return skipped('Turnstile is not set up: no form asks for a proof of being a person.');
  const isKnown = await challenge.knowsUs();
  if (isKnown) return fine('Turnstile knows our secret.');
  const { passesUnchecked } = settings.abuse;
  const effect = passesUnchecked ? 'Everybody passes meanwhile.' : 'Nobody can log in or sign up.';
  if (isKnown === undefined) {
    return warning(
      `Turnstile does not answer. ${effect}`,
      'If it stays so, look at TURNSTILE_URL and at https://www.cloudflarestatus.com.',
    );
  }
  return failed(
    `Turnstile does not know our secret. ${effect}`,
    'Copy the secret of the widget anew: npx wrangler secret put TURNSTILE_SECRET',
  );
}
