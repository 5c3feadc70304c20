import { ok, type Result } from '#core/result.ts';
import type { ChallengedForm, ChallengeFailure } from '#ports/challenge.ts';
import type { Ports } from '#ports/ports.ts';

/**
 * Whether whoever sends a form has shown to be a person. Everybody has where nobody is asked; and where nobody can be
 * judged, the provider has said whether such people pass: what they then do is counted all the same.
 */
export async function passChallenge(
  { challenge, settings, log }: Pick<Ports, 'challenge' | 'settings' | 'log'>,
  form: ChallengedForm,
  answer: string,
  ip: string,
): Promise<Result<null, ChallengeFailure>> {
  if (!challenge) return ok(null);
  const judged = await challenge.verify(form, answer, ip);
  if (judged.ok || judged.error !== 'unavailable') return judged;
  const { passesUnchecked } = settings.abuse;
  log.error('challenge_unavailable', { form, passed: passesUnchecked });
  return passesUnchecked ? ok(null) : judged;
}
