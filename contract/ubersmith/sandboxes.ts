import { isRecord, type Row, rowsIn } from '../raw.ts';
import { type Content, isSandbox, type SandboxCalls } from '../sandbox.ts';
import type { SharedSettings } from '../settings.ts';
import type { Raw } from './raw.ts';

const PAGE = 100;
const ALL_SERVICES = 3;

/** Invoices first: what becomes of one whose services are deactivated is not documented. */
export function ubersmithSandboxes(raw: Raw, settings: SharedSettings): SandboxCalls {
  return {
    async findOpen() {
      const seen = new Map<string, Row>();
      for (let before = -1; seen.size > before; ) {
        before = seen.size;
        const page = await rows(raw, 'client.list', { limit: PAGE, offset: seen.size });
        for (const row of page) seen.set(String(row.clientid), row);
      }
      return [...seen]
        .filter(([, row]) => isSandbox({ email: row.email, company: row.company }, settings))
        .filter(([, row]) => String(row.active) !== '0')
        .map(([id]) => id);
    },
    async contents(clientId): Promise<readonly Content[]> {
      const client = { client_id: clientId };
      const invoices = await rows(raw, 'client.invoice_list', client);
      const services = await rows(raw, 'client.service_list', {
        ...client,
        pack_type_select: ALL_SERVICES,
      });
      return [...invoices.map(invoiceOf), ...services.map(serviceOf)];
    },
    settle: ({ kind, id }, clientId) =>
      kind === 'invoice'
        ? raw('client.invoice_disregard', { client_id: clientId, inv_id: id })
        : raw('client.service_deactivate', { service_id: id }),
    close: (clientId) => raw('client.deactivate', { client_id: clientId }),
  };
}

function invoiceOf({ invid, paid }: Row): Content {
  const isOpen = String(paid) === '0';
  return { kind: 'invoice', id: String(invid), state: isOpen ? 'unpaid' : 'settled', open: isOpen };
}

function serviceOf({ packid, active }: Row): Content {
  const isOpen = String(active) !== '0';
  return {
    kind: 'service',
    id: String(packid),
    state: isOpen ? 'active' : 'inactive',
    open: isOpen,
  };
}

/** A refusal is no empty list: nothing may pass for closed because it could not be seen. */
async function rows(
  raw: Raw,
  method: string,
  fields: Readonly<Record<string, string | number>>,
): Promise<readonly Row[]> {
  const { status, json } = await raw(method, fields);
  if (json.status !== true) throw new Error(`${method}: HTTP ${status}, refused`);
  const { data } = json;
  return rowsIn(isRecord(data) || Array.isArray(data) ? data : []);
}
