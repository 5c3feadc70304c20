import type { Ports } from '#ports/ports.ts';

/** Notes the language for later letters, if somebody is signed in here; for anybody else there is nobody to write to. */
export async function chooseLanguage(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  sessionToken: string | undefined,
  language: string,
): Promise<void> {
  if (!sessionToken) return;
  const tokenHash = await secrets.digest(sessionToken);
  await store.commit([{ type: 'language_chosen', tokenHash, language, atMs: clock.nowMs() }]);
}
