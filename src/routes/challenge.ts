import type { Result } from '#core/result.ts';
import type { ChallengedForm, ChallengeFailure } from '#ports/challenge.ts';
import { passChallenge } from '#usecases/sign-in/pass-challenge.ts';
import type { AppContext } from './app-env.ts';
import { readWitness } from './forms.ts';

/** The field that the widget puts into the form that it stands in. */
const ANSWER_FIELD = 'cf-turnstile-response';

/** Whether the sender of a form has shown to be a person. Before anything is looked up, and after what costs nothing. */
export function challengePassed(
  c: AppContext,
  form: ChallengedForm,
  typed: Readonly<Record<string, string>>,
): Promise<Result<null, ChallengeFailure>> {
  return passChallenge(c.env.ports, form, typed[ANSWER_FIELD] ?? '', readWitness(c).ip);
}
