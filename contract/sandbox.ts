// The client in which a run takes place. Its address and company say what it is, so that a run that was killed is found and
// closed by the next one: nothing is kept here between runs.
import type { Door, Kind } from './door.ts';
import type { SharedSettings } from './settings.ts';

export const SANDBOX_COMPANY = 'Postmeter contract sandbox';
export const ADDRESS_START = 'postmeter-contract-';

/** Something in a sandbox. */
export interface Content {
  readonly kind: Exclude<Kind, 'client'>;
  readonly id: string;
  /** As the system names it. */
  readonly state: string;
  /** Whether something has to be done about it. */
  readonly open: boolean;
}

/** How one system finds and closes sandboxes. */
export interface SandboxCalls {
  /** Ids of those that are not closed, by `isSandbox`. */
  findOpen(): Promise<readonly string[]>;
  /** In the order in which it is to be settled. */
  contents(clientId: string): Promise<readonly Content[]>;
  settle(content: Content, clientId: string): Promise<unknown>;
  /** Null where the vendor documents no call that closes a client. */
  readonly close: ((clientId: string) => Promise<unknown>) | null;
}

export interface Closing {
  /** Sandboxes in which something was still to be done. */
  readonly clients: number;
  readonly invoices: number;
  /** What is still open and should not be, each a sentence; empty is good. */
  readonly open: readonly string[];
  /** What only a person can close. */
  readonly left: readonly string[];
}

export function newSandboxEmail({ emailDomain }: SharedSettings): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${ADDRESS_START}${hex}@${emailDomain}`;
}

export function isSandboxEmail(email: string, { emailDomain }: SharedSettings): boolean {
  const [name = '', domain] = email.split('@');
  return domain === emailDomain && /^postmeter-contract-[0-9a-f]{12}$/.test(name);
}

/** By address and company both: an address alone could have been given to somebody. */
export function isSandbox(
  { email, company }: { readonly email: unknown; readonly company: unknown },
  settings: SharedSettings,
): boolean {
  return isSandboxEmail(String(email), settings) && company === SANDBOX_COMPANY;
}

/** Cancels and closes whatever sandboxes are there, of this run and of earlier ones, and looks whether it worked. */
export async function closeSandboxes(calls: SandboxCalls, door: Door): Promise<Closing> {
  const sandboxes = await calls.findOpen();
  let [clients, invoices] = [0, 0];
  for (const clientId of sandboxes) {
    const settled = await settleAll(calls, door, clientId);
    invoices += settled.filter(({ kind }) => kind === 'invoice').length;
    if (calls.close || settled.length > 0) clients += 1;
    await calls.close?.(clientId);
  }
  const stillOpen = await calls.findOpen();
  const open = calls.close ? stillOpen.map((id) => `client ${id} is not closed`) : [];
  const left = calls.close ? [] : stillOpen.map((id) => `Client ${id}: close it by hand.`);
  for (const clientId of sandboxes) {
    for (const { kind, id, state, open: isOpen } of await calls.contents(clientId)) {
      if (isOpen) open.push(`${kind} ${id} of client ${clientId} is ${state}`);
    }
  }
  return { clients, invoices, open, left };
}

/** Before the client is closed: whether closing settles them, too, is documented by few. */
async function settleAll(
  calls: SandboxCalls,
  door: Door,
  clientId: string,
): Promise<readonly Content[]> {
  const contents = await calls.contents(clientId);
  door.adopt('client', clientId);
  for (const { kind, id } of contents) door.adopt(kind, id);
  const open = contents.filter((content) => content.open);
  for (const content of open) await calls.settle(content, clientId);
  return open;
}
