// A set of emulators for one test: its own panel, mailbox and clock, over real HTTP.
import { inject } from 'vitest';
import { PANEL_TOKEN } from './credentials.ts';

/** Answers of `/raw/<mode>`; the modes stand in `raw-faults.ts`. */
export function rawUrl(mode: string): string {
  return `${inject('outsideUrl')}/raw/${mode}`;
}

/** The mail server's messages to one address; its modes stand in `smtp-sink.ts`. */
export async function smtpMessages(to: string): Promise<readonly SmtpMessage[]> {
  return readJson(`${inject('outsideUrl')}/smtp/messages?to=${encodeURIComponent(to)}`);
}

export interface SmtpMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** Whether the client took its leave. */
  readonly quit: boolean;
}

/** A failure on demand; `GET /solusvm/control` of the emulator describes every key. */
export interface FailureRule {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly status?: number;
  readonly body?: string;
  readonly contentType?: string;
  readonly delayMs?: number;
  readonly loseReply?: true;
  readonly truncate?: number;
  readonly omit?: string;
}

export interface SeedUser {
  readonly email: string;
  readonly password: string;
  readonly roles?: readonly number[];
  readonly billing_user_id?: number | null;
  readonly servers?: readonly {
    readonly name: string;
    readonly plan: string | number;
    readonly created_at: string;
    readonly deleted_at?: string;
    readonly backups?: boolean;
  }[];
}

export interface MailboxMessage {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string | null;
  readonly receivedAt: string;
}

export interface PanelRequest {
  readonly time: string;
  readonly method: string;
  /** Behind `/api/v1`, with the query. */
  readonly path: string;
  readonly status: number | null;
  readonly body: unknown;
  readonly failure: readonly string[];
}

interface SeededUser {
  readonly id: number;
  readonly email: string;
  readonly created: boolean;
  readonly servers: readonly { readonly id: number; readonly name: string }[];
}

export type TestEmulators = ReturnType<typeof newEmulators>;

/** URLs and switches of a fresh instance; it is made by the first call. */
export function newEmulators() {
  const url = `${inject('outsideUrl')}/${crypto.randomUUID()}/emulators`;
  const panelUrl = `${url}/solusvm`;
  const mailboxUrl = `${url}/mailbox`;
  const clockUrl = `${url}/clock`;
  const dnsUrl = `${url}/dns/query`;

  /** A person's read of the panel's API, e.g. to see what a write left behind. */
  async function panelGet(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${PANEL_TOKEN}` };
    const response = await fetch(`${panelUrl}/api/v1${path}`, { headers });
    return response.json();
  }

  return {
    url,
    panelUrl,
    panelApiUrl: `${panelUrl}/api/v1`,
    panelToken: PANEL_TOKEN,
    mailboxUrl,
    clockUrl,
    dnsUrl,
    /** Records of a name in DNS; null for one that does not exist. Every other name is well kept. */
    setDns: (name: string, type: 'TXT' | 'MX', data: readonly string[] | null) =>
      post(`${url}/dns/records`, { name, type, data }),
    panelGet,
    /** Failures of the panel. */
    control: (...rules: readonly FailureRule[]) => post(`${panelUrl}/control`, rules),
    /** Failures of the mailbox; its only path is `/messages`. */
    controlMailbox: (...rules: readonly FailureRule[]) => post(`${mailboxUrl}/control`, rules),
    /** What the reference leaves unknown: page size and the like. */
    panelOptions: (options: Readonly<Record<string, number | boolean>>) =>
      post(`${panelUrl}/control`, { options }),
    /** Panel users with their history, in the given order. */
    async seed(...users: readonly SeedUser[]): Promise<readonly SeededUser[]> {
      const answer = await post<{ users: SeededUser[] }>(`${panelUrl}/control`, {
        seed: { users },
      });
      return answer.users;
    },
    /** Newest first. */
    messages: (to?: string) =>
      readJson<readonly MailboxMessage[]>(
        `${mailboxUrl}/messages${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`,
      ),
    /** The panel's API calls so far, oldest first. */
    requests: () => readJson<readonly PanelRequest[]>(`${panelUrl}/requests`),
    /** ISO 8601; from there the clock runs on. Null goes back to the real time. */
    setClock: (iso: string | null) => post(clockUrl, { now: iso }),
  };
}

async function readJson<T>(url: string): Promise<T> {
  return answerOf<T>(await fetch(url));
}

async function post<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return answerOf<T>(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return response.json<T>();
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}
