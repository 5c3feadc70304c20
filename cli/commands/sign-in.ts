import { Command } from 'commander';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { confirm } from '../output/confirm.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

type SignInOptions = AdminOptions & { readonly yes: boolean };

/** As `GET /admin/sessions` answers. */
interface WaitingBrowser {
  readonly kid: string;
  readonly checkCode: string;
  readonly device: string;
  readonly network: string;
}

/** `postmeter sign-in`: lets the browser into the admin area that shows a challenge. */
export function signInCommand(): Command {
  const command = withAdminOptions(new Command('sign-in'))
    .description('Lets a browser into the admin area: the one that shows this challenge.')
    .argument('<challenge>', 'as the page /admin/sign-in shows it')
    .option('--yes', 'do not ask', false)
    .action(signIn);
  return withExamples(
    command,
    'npx postmeter sign-in eyJhbGciOi…   # copy the whole line from the page',
  );
}

async function signIn(challenge: string, options: SignInOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const asked = `/admin/sessions?challenge=${encodeURIComponent(challenge)}`;
  const { body: browser } = await admin.read<WaitingBrowser>(asked);
  console.error(`${describe(browser)} wants to be let in as ${browser.kid}.`);
  console.error(`Its page must show the code ${browser.checkCode}.`);
  // Whoever sends somebody else a challenge would be let in by their signature: only one's own page is signed for.
  await confirm('Is that the page in front of you?', options);
  const { body } = await admin.act('/admin/sessions', 'open_session', { challenge });
  print(options, body, 'Signed. Go on in the browser.');
}

function describe({ device, network }: WaitingBrowser): string {
  const from = network === '' ? 'an unknown address' : network;
  return `${device || 'A browser'} at ${from}`;
}
