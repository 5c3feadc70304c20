// The secrets that a service needs, and where each comes from: made here, given in the environment, or asked for without echo.
import { randomBytes } from 'node:crypto';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';
import { type Answers, BILLING_NEEDS } from './answers.ts';

export type Secrets = Readonly<Record<string, string>>;

/** How a person is asked; undefined where nobody can be. */
export type AskSecret = ((name: string) => Promise<string>) | undefined;

export const newPriceToken = () => randomBytes(24).toString('hex');

/** Made here; nobody has to know them. */
const MADE: Readonly<Record<string, () => string>> = {
  APP_SECRET: () => randomBytes(48).toString('base64url'),
  PANEL_PRICE_TOKEN: newPriceToken,
};
/** The service runs without them. */
const OPTIONAL = ['WHMCS_ACCESS_KEY'];

function secretsNeeded({ vars, pricesInPanel }: Answers): readonly string[] {
  return [
    'APP_SECRET',
    'PANEL_TOKEN',
    ...(pricesInPanel ? ['PANEL_PRICE_TOKEN'] : []),
    ...(vars.SMTP_USERNAME ? ['SMTP_PASSWORD'] : []),
    ...(BILLING_NEEDS.get(vars.BILLING_SYSTEM ?? '')?.secrets ?? []),
  ];
}

/**
 * Those that are to be set: what the environment names always, else what is not `known` there. A secret that is made
 * here is never made anew by a second run: a new APP_SECRET would make unreadable what the old one sealed.
 */
export async function secretsToSet(
  answers: Answers,
  known: readonly string[],
  env: NodeJS.ProcessEnv,
  ask: AskSecret,
): Promise<Secrets> {
  const secrets: Record<string, string> = {};
  const missing: string[] = [];
  for (const name of secretsNeeded(answers)) {
    const isThere = known.includes(name);
    const given = env[name];
    if (name === 'APP_SECRET' && isThere) continue;
    if (given) secrets[name] = given;
    else if (isThere) continue;
    else if (MADE[name]) secrets[name] = MADE[name]();
    else if (ask) secrets[name] = await ask(name);
    else if (!OPTIONAL.includes(name)) missing.push(name);
    if (secrets[name] === '') delete secrets[name];
  }
  if (missing.length > 0) throw secretsMissing(missing);
  return secrets;
}

/** One secret from a person; a fault where nobody can be asked. */
export async function askedFor(name: string, ask: AskSecret): Promise<string> {
  if (ask) return ask(name);
  throw secretsMissing([name]);
}

function secretsMissing(names: readonly string[]): CommandFault {
  return new CommandFault(
    `Secrets are missing: ${names.join(', ')}.`,
    'Put them into the environment by these names; they are handed to wrangler by stdin and kept nowhere.',
    { code: 'secrets_missing', exitCode: EXIT.usage },
  );
}
