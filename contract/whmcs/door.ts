/**
 * Every call of a run goes through here. A write is let through only if it names the sandbox's own client or one of its
 * invoices; anything else throws before it is sent, whoever asked for it. What belongs to the sandbox is learnt from the
 * answers to its own calls.
 */
import { z } from 'zod';

/** All that a run may call, with the parameter that must name something of the sandbox. */
const WRITES: Readonly<
  Record<string, { readonly field: string; readonly of: 'client' | 'invoice' | 'email' }>
> = {
  AddClient: { field: 'email', of: 'email' },
  CreateInvoice: { field: 'userid', of: 'client' },
  UpdateInvoice: { field: 'invoiceid', of: 'invoice' },
  CreateSsoToken: { field: 'client_id', of: 'client' },
  CloseClient: { field: 'clientid', of: 'client' },
};

/** It is asked for to learn how an unknown action is answered. */
export const UNKNOWN_ACTION = 'PostmeterNoSuchAction';

const READS = new Set([
  'GetClients',
  'GetClientsDetails',
  'GetUsers',
  'GetCurrencies',
  'GetPaymentMethods',
  'GetInvoices',
  'GetInvoice',
  'GetAutomationLog',
  'WhmcsDetails',
  UNKNOWN_ACTION,
]);

const madeClient = z.object({ clientid: z.coerce.string() });
const madeInvoice = z.object({ invoiceid: z.coerce.string() });

export interface Door {
  readonly fetch: typeof globalThis.fetch;
  /** A client that is known to be of a sandbox, and its invoices. */
  adopt(clientId: string, invoiceIds: readonly string[]): void;
  readonly invoiceIds: ReadonlySet<string>;
}

export function createDoor(isSandboxEmail: (email: string) => boolean): Door {
  const clientIds = new Set<string>();
  const invoiceIds = new Set<string>();

  function refusal(form: URLSearchParams): string | undefined {
    const action = form.get('action') ?? '';
    if (READS.has(action)) return undefined;
    const write = WRITES[action];
    if (!write) return `${action} is not among the calls of the contract`;
    const value = form.get(write.field) ?? '';
    const isOurs = {
      email: () => isSandboxEmail(value),
      client: () => clientIds.has(value),
      invoice: () => invoiceIds.has(value),
    }[write.of]();
    return isOurs ? undefined : `${action} with ${write.field}=${value} is not the sandbox's`;
  }

  return {
    invoiceIds,
    adopt(clientId, invoices) {
      clientIds.add(clientId);
      for (const id of invoices) invoiceIds.add(id);
    },
    async fetch(input, init) {
      const form = new URLSearchParams(String(init?.body ?? ''));
      const why = refusal(form);
      if (why) throw new Error(`refused at the door: ${why}`);
      const answer = await fetch(input, init);
      const action = form.get('action');
      if (action !== 'AddClient' && action !== 'CreateInvoice') return answer;
      const text = await answer.text();
      if (action === 'AddClient')
        learn(clientIds, madeClient.safeParse(jsonOf(text)).data?.clientid);
      else learn(invoiceIds, madeInvoice.safeParse(jsonOf(text)).data?.invoiceid);
      const { status, headers } = answer;
      return new Response(text, { status, headers: withoutLength(headers) });
    },
  };
}

function learn(known: Set<string>, id: string | undefined): void {
  if (id !== undefined) known.add(id);
}

/** From the first brace on: a module of theirs may print before it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.slice(Math.max(0, text.indexOf('{'))));
  } catch {
    return undefined;
  }
}

/** They were right for the body as it came. */
function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-length');
  kept.delete('content-encoding');
  return kept;
}
