// The panel's own settings, through its API. `GET` and `PATCH /settings` are the vendor's documented calls; of what they
// carry only the billing integration matters here.
import { CommandFault } from '../output/command-fault.ts';

const TIMEOUT_MS = 15_000;

/** What the panel has set; empty texts where it has nothing. */
export interface BillingIntegration {
  readonly type: string;
  readonly url: string;
  readonly token: string;
}

export interface PanelSettings {
  read(): Promise<BillingIntegration>;
  /** Answers what the panel then has. */
  write(integration: BillingIntegration): Promise<BillingIntegration>;
}

export function createPanelSettings(apiUrl: string, token: string): PanelSettings {
  const url = `${apiUrl.replace(/\/+$/, '')}/settings`;
  return {
    read: async () => integrationIn(await send(url, token, 'GET')),
    async write({ type, url: address, token: secret }) {
      const drivers = { whmcs: { url: address, token: secret } };
      const body = { billing_integration: { type, drivers } };
      await send(url, token, 'PATCH', body);
      // Its own answer may be an echo; what counts is what it says when it is asked.
      return integrationIn(await send(url, token, 'GET'));
    },
  };
}

async function send(url: string, token: string, method: string, body?: object): Promise<unknown> {
  const response = await reach(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new CommandFault(
      `The panel refuses PANEL_TOKEN (HTTP ${status}).`,
      'It must be the API token of an administrator, and this machine one of that user’s allowed IPs.',
    );
  }
  const answer = parse(text);
  // The panel answers its web page for a path that it does not know.
  if (!answer || (status >= 300 && status < 400) || status === 404) {
    throw new CommandFault(
      `${url} is no address of a panel's API (HTTP ${status}).`,
      'PANEL_API_URL is like https://panel.example.net/api/v1, with its port if it has one.',
    );
  }
  if (status >= 400) throw new CommandFault(`The panel refused it: ${messageOf(answer, status)}`);
  return answer;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string; message?: string } }; // fetch throws Errors
    const code = cause?.code ?? '';
    const hint = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)
      ? 'Its certificate is not trusted here: name its authority in NODE_EXTRA_CA_CERTS.'
      : 'Check PANEL_API_URL.';
    const why =
      name === 'TimeoutError'
        ? `no answer in ${TIMEOUT_MS / 1000} s`
        : code || (cause?.message ?? name);
    throw new CommandFault(`The panel at ${new URL(url).origin} cannot be reached (${why}).`, hint);
  }
}

function integrationIn(answer: unknown): BillingIntegration {
  const integration = field(field(answer, 'data'), 'billing_integration');
  const driver = field(field(integration, 'drivers'), 'whmcs');
  return {
    type: textOf(field(integration, 'type')),
    url: textOf(field(driver, 'url')),
    token: textOf(field(driver, 'token')),
  };
}

function messageOf(answer: unknown, status: number): string {
  const errors = Object.values(Object(field(answer, 'errors'))).flat();
  return [...errors, field(answer, 'message')].filter(Boolean).map(String)[0] ?? `HTTP ${status}`;
}

/** Anything may be read by name; what is not there is undefined. */
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
