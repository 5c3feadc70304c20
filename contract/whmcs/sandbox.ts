// The client in which a run takes place. Its address and company say what it is, so that a run that was killed is found and
// closed by the next one: nothing is kept here between runs.
import type { ContractSettings } from '../settings.ts';
import type { Door } from './door.ts';
import { type Raw, rowsOf } from './raw.ts';

export const SANDBOX_COMPANY = 'Postmeter contract sandbox';
const ADDRESS_START = 'postmeter-contract-';
const PAGE = 100;

/** Invoices that nothing has to be done about. */
const SETTLED = new Set(['Cancelled', 'Paid', 'Refunded']);

export function newSandboxEmail({ CONTRACT_EMAIL_DOMAIN }: ContractSettings): string {
  const random = crypto.getRandomValues(new Uint8Array(6));
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${ADDRESS_START}${hex}@${CONTRACT_EMAIL_DOMAIN}`;
}

export function isSandboxEmail(
  email: string,
  { CONTRACT_EMAIL_DOMAIN }: ContractSettings,
): boolean {
  const [name = '', domain] = email.split('@');
  return domain === CONTRACT_EMAIL_DOMAIN && /^postmeter-contract-[0-9a-f]{12}$/.test(name);
}

export interface Closing {
  readonly clients: number;
  readonly invoices: number;
  /** What is still open, each a sentence; empty is good. */
  readonly open: readonly string[];
}

/** Cancels and closes whatever sandboxes are there, of this run and of earlier ones, and looks whether it worked. */
export async function closeSandboxes(
  raw: Raw,
  door: Door,
  settings: ContractSettings,
): Promise<Closing> {
  let invoices = 0;
  const sandboxes = await openSandboxes(raw, settings);
  const all = new Set(sandboxes);
  for (const clientId of sandboxes) {
    const found = await invoicesOf(raw, clientId);
    door.adopt(
      clientId,
      found.map(({ id }) => id),
    );
    // Drafts first: whether closing a client cancels them, too, is not documented.
    for (const { id, status } of found) {
      if (SETTLED.has(status)) continue;
      await raw('UpdateInvoice', { invoiceid: id, status: 'Cancelled' });
      invoices += 1;
    }
    await raw('CloseClient', { clientid: clientId });
  }
  const open = (await openSandboxes(raw, settings)).map((id) => `client ${id} is not closed`);
  for (const clientId of all) {
    for (const { id, status } of await invoicesOf(raw, clientId)) {
      if (!SETTLED.has(status)) open.push(`invoice ${id} of client ${clientId} is ${status}`);
    }
  }
  return { clients: sandboxes.length, invoices, open };
}

/** By address and company both: an address alone could have been given to somebody. */
async function openSandboxes(raw: Raw, settings: ContractSettings): Promise<readonly string[]> {
  const open: string[] = [];
  for (let start = 0; ; start += PAGE) {
    const page = await raw('GetClients', {
      search: ADDRESS_START,
      limitstart: String(start),
      limitnum: String(PAGE),
    });
    const rows = rowsOf(page, 'clients', 'client');
    for (const { id, email, companyname, status } of rows) {
      const isSandbox = isSandboxEmail(String(email), settings) && companyname === SANDBOX_COMPANY;
      if (isSandbox && status !== 'Closed') open.push(String(id));
    }
    if (rows.length < PAGE) return open;
  }
}

async function invoicesOf(
  raw: Raw,
  clientId: string,
): Promise<readonly { readonly id: string; readonly status: string }[]> {
  const page = await raw('GetInvoices', {
    userid: clientId,
    limitnum: String(PAGE),
    orderby: 'id',
    order: 'asc',
  });
  return rowsOf(page, 'invoices', 'invoice')
    .filter(({ userid }) => String(userid) === clientId)
    .map(({ id, status }) => ({ id: String(id), status: String(status) }));
}
