// Asks a person for all that set-up has to know. What is set already is proposed; what the panel tells is offered to choose
// from. Ctrl-C ends it, and nothing was changed by then.
import { confirm, log, select } from '@clack/prompts';
import { judgeExamples } from '#core/doctor/judge-settings.ts';
import { TERMS_KINDS, type TermsKind } from '#core/enrolment/terms.ts';
import { type Answers, BILLING_NEEDS, isOrigin, type TermsAnswer } from './answers.ts';
import { panelChoices } from './panel-choices.ts';
import {
  answered,
  askLine,
  askSecret,
  choose,
  emailFault,
  type LineOptions,
  nameFault,
  timeZoneFault,
  urlFault,
} from './prompts.ts';
import type { Variables } from './wrangler-toml.ts';

export interface Asked {
  readonly answers: Answers;
  /** Secrets that had to be asked for on the way, by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** `now` is what wrangler.toml has. */
export async function askAnswers(now: Variables): Promise<Asked> {
  const known = (name: string) => (isMeant(name, now[name]) ? (now[name] ?? '') : '');
  const vars: Record<string, string> = {};
  const line = async (name: string, message: string, options: LineOptions = {}) => {
    const given = await askLine(message, { initial: known(name), ...options });
    if (given === '') delete vars[name];
    else vars[name] = given;
  };
  await line('ORIGIN', 'Where will the service be reached?', {
    placeholder: 'https://billing.your-domain',
    fault: (given) => (isOrigin(given) ? undefined : 'An origin like https://billing.your-domain'),
  });
  await line('PROVIDER_NAME', 'Your name, as clients see it');
  await line('PROVIDER_ADDRESS', 'Your postal address on invoices (\\n between lines)', {
    inLines: true,
  });
  await line('SUPPORT_EMAIL', 'Address for clients’ questions', { fault: emailFault });
  await line('OPERATOR_EMAIL', 'Your own address, for alarms', {
    initial: known('OPERATOR_EMAIL') || (vars.SUPPORT_EMAIL ?? ''),
    fault: emailFault,
  });
  await line('BILLING_TIME_ZONE', 'Time zone in which months begin', {
    initial: known('BILLING_TIME_ZONE') || Intl.DateTimeFormat().resolvedOptions().timeZone,
    fault: timeZoneFault,
  });
  const panelToken = await askPanel(vars, known, line);
  await askBilling(vars, known, line);
  await askMail(vars, known, line);
  const prices = await askPrices(now.BILLING_CURRENCIES);
  const terms = {} as Record<TermsKind, TermsAnswer>; // each kind is filled in the loop
  for (const kind of TERMS_KINDS) terms[kind] = await askTerms(kind);
  const pricesInPanel = answered(
    await confirm({ message: 'Shall the panel show prices in money, asked here?' }),
  );
  const operator = await askLine('Name of your own key', { initial: 'operator', fault: nameFault });
  return {
    answers: { operator, vars, prices, terms, pricesInPanel },
    secrets: { PANEL_TOKEN: panelToken },
  };
}

type Line = (name: string, message: string, options?: LineOptions) => Promise<void>;
type Known = (name: string) => string;

/** Answers the panel's token; tries it at once, so that a wrong one is seen now. */
async function askPanel(vars: Record<string, string>, known: Known, line: Line): Promise<string> {
  for (;;) {
    await line('PANEL_API_URL', 'Address of the panel’s API, with its port', {
      initial: vars.PANEL_API_URL ?? known('PANEL_API_URL'),
      placeholder: 'https://panel.your-domain/api/v1',
      fault: urlFault,
    });
    const token = await askSecret('PANEL_TOKEN');
    const found = await panelChoices(vars.PANEL_API_URL ?? '', token);
    if ('trouble' in found) {
      log.error(`That does not work: ${found.trouble}. Once more.`);
      continue;
    }
    log.success(`The panel answers: ${found.plans.length} plans, ${found.roles.length} roles.`);
    vars.PANEL_ROLE_ID = await choose(
      'Role of new panel users',
      found.roles.filter(({ name }) => name.toUpperCase() !== 'ADMIN'),
      known('PANEL_ROLE_ID') || '2',
    );
    const group = await choose(
      'Limit group of new panel users',
      [{ id: 0, name: 'the panel’s default' }, ...found.limitGroups],
      known('PANEL_LIMIT_GROUP_ID') || '0',
    );
    if (group !== '0') vars.PANEL_LIMIT_GROUP_ID = group;
    const host = new URL(vars.PANEL_API_URL ?? '').origin;
    await line(
      'PANEL_SIGN_ON_URL',
      'Address that signs on, with {token}; not documented, see docs/panel.md',
      {
        initial: known('PANEL_SIGN_ON_URL') || `${host}/auth/one-time?token={token}`,
        fault: (given) => (given.includes('{token}') ? undefined : 'It needs {token} in it'),
      },
    );
    vars.USAGE_SOURCE = answered(
      await select({
        message: 'Where does usage come from? (docs/metering.md)',
        options: [
          { value: 'metering', label: 'measured here, by documented calls alone' },
          { value: 'report', label: 'the panel’s report, whose form is not documented' },
          { value: 'both', label: 'the report, where measuring agrees' },
        ],
        initialValue: known('USAGE_SOURCE') || 'metering',
      }),
    );
    return token;
  }
}

async function askBilling(vars: Record<string, string>, known: Known, line: Line): Promise<void> {
  const system = answered(
    await select({
      message: 'Where do invoices live?',
      options: [...BILLING_NEEDS.keys()].map((value) => ({
        value,
        label: value === 'builtin' ? 'here (builtin)' : value,
      })),
      initialValue: known('BILLING_SYSTEM') || 'builtin',
    }),
  );
  vars.BILLING_SYSTEM = system;
  for (const name of BILLING_NEEDS.get(system)?.vars ?? []) {
    await line(name, `${name} (docs/billing-systems.md)`);
  }
  if (system !== 'builtin') return;
  await line(
    'HOW_TO_PAY',
    'How clients pay: an account, say (\\n between lines, {number} for the invoice’s)',
    { optional: true, inLines: true },
  );
}

async function askMail(vars: Record<string, string>, known: Known, line: Line): Promise<void> {
  await line('MAIL_FROM', 'Sender of letters', { fault: emailFault });
  await line('MAIL_DKIM_SELECTOR', 'DKIM selector of that domain, for the doctor', {
    optional: true,
  });
  vars.MAIL_TRANSPORT = answered(
    await select({
      message: 'How do letters leave?',
      options: [
        { value: 'cloudflare', label: 'Cloudflare sends them (the domain is set up there)' },
        { value: 'smtp', label: 'by your own mail server' },
      ],
      initialValue: known('MAIL_TRANSPORT') || 'smtp',
    }),
  );
  if (vars.MAIL_TRANSPORT !== 'smtp') return;
  await line('SMTP_HOST', 'Mail server');
  await line('SMTP_PORT', 'Port: 587, or 465; 25 cannot be reached', { initial: '587' });
  vars.SMTP_SECURITY = vars.SMTP_PORT === '465' ? 'tls' : 'starttls';
  await line('SMTP_USERNAME', 'User name there', { optional: true });
}

async function askPrices(currencies = ''): Promise<Record<string, string>> {
  const currency = (
    await askLine('Currency of new clients', {
      initial: currencies.split(',')[0] || 'USD',
      fault: (given) => (/^[A-Za-z]{3}$/.test(given) ? undefined : 'Three letters, like USD'),
    })
  ).toUpperCase();
  const price = await askLine(`What a token costs, in ${currency}`, {
    placeholder: '0.0125',
    fault: (given) => (/^\d+(?:\.\d{1,12})?$/.test(given) ? undefined : 'A number like 0.0125'),
  });
  return { [currency]: price };
}

async function askTerms(kind: TermsKind): Promise<TermsAnswer> {
  const where = await askLine(`${kind}: a text file, or the address where it stands`);
  const version = await askLine(`${kind}: its version`, {
    initial: new Date().toISOString().slice(0, 7),
  });
  return URL.canParse(where) && /^https?:/.test(where)
    ? { version, url: where }
    : { version, file: where };
}

/** What the project ships as an example is no proposal. */
function isMeant(name: string, value: string | undefined): boolean {
  return value !== undefined && judgeExamples({ [name]: value }).state === 'ok';
}
