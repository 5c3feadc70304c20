import { CommandFault } from '../output/command-fault.ts';

const TIMEOUT_MS = 10_000;
/** No panel has this user: the answer says whether the token is right and touches nobody. */
const NOBODY = '9007199254740991';

/** Throws, in words, where the service would not answer the panel: it is not set up, or with another token. */
export async function checkPriceToken(priceUrl: string, token: string): Promise<void> {
  const code = await answerOf(`${priceUrl}?user_id=${NOBODY}`, token);
  if (code === 'not_found') {
    throw new CommandFault(
      'The service does not answer prices: its PANEL_PRICE_TOKEN is not set.',
      'Set it: npx wrangler secret put PANEL_PRICE_TOKEN',
    );
  }
  if (code === 'token_wrong') {
    throw new CommandFault(
      'The service has another PANEL_PRICE_TOKEN, so the panel would be refused.',
      'Use the same one here and there. With PANEL_PRICE_CONTRACT the token may belong elsewhere than in a bearer header.',
    );
  }
  if (code === undefined) {
    throw new CommandFault(`${priceUrl} answers, but it is no Postmeter.`, 'Check ORIGIN.');
  }
}

/** The stable code of the answer; `ok` for one that is no refusal. */
async function answerOf(url: string, token: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { code } = (await response.json()) as { code?: unknown }; // checked in the next line
    return typeof code === 'string' ? code : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw new CommandFault(`${url} cannot be reached.`, 'Check ORIGIN, or start the service.');
  }
}
