import { fine, type Verdict, warning } from '#core/doctor/finding.ts';
import type { Examination } from '#usecases/doctor/check.ts';

/** Whether anybody can log in: what hashes passwords may be full, or not answer. */
export async function passwordHashing({ passwords }: Examination): Promise<Verdict> {
  const asked = await passwords.verify('', undefined);
  if (asked.ok) return fine('Passwords are hashed.');
  const { code, detail } = asked.error;
  return warning(
    `Passwords could not be hashed just now, and whoever logs in is asked to try again: ${detail} (${code}).`,
    code === 'hashing_busy'
      ? 'Raise PASSWORD_HASHERS if so many people log in; if nobody does, somebody guesses.'
      : 'See the Durable Objects of the Worker in the Cloudflare dashboard; PASSWORD_HASHERS = "0" does without them.',
  );
}
