// What no public source settles about Ubersmith (docs/billing-systems.md), asked of the real thing, inside the sandbox. At the
// end of the run its invoices are disregarded and its services deactivated.
import type { FormFields } from '../../src/adapters/billing/wire/form-body.ts';
import { type Ask as AskOf, NAME, NO_INVOICE, type Question } from '../questions.ts';
import { isRecord, pick, type RawAnswer, type Row, rowsIn, said, shown } from '../raw.ts';
import { SANDBOX_COMPANY } from '../sandbox.ts';
import type { UbersmithContractSettings } from './connect.ts';
import type { Raw } from './raw.ts';
import { UNKNOWN_METHOD } from './rules.ts';

type Ask = AskOf<Raw>;
type Asked = Parameters<Ask>[0];

/** Far ahead, so that nobody is reminded. */
const DUE_AFTER_MS = 60 * 24 * 3_600_000;
const DESCRIBED = ['client.invoice_generate', 'client.service_add', 'client.get'];
const ALL_SERVICES = 3;

export function questionsOf(settings: UbersmithContractSettings): readonly Question<Raw>[] {
  return [
    ...DESCRIBED.map(
      (method): Question<Raw> => [`parameters of ${method} today`, parametersOf(method)],
    ),
    ['calls for a login, a session or a hook', callsFor(/login|sso|session|token|hook|event/)],
    ['status and words for an unknown method', async ({ raw }) => said(await raw(UNKNOWN_METHOD))],
    [
      'status and words for a client and an invoice that are not there',
      async ({ raw }) => {
        const client = await raw('client.get', { client_id: '999999999' });
        const invoice = await raw('client.invoice_get', {
          invoice_id: '999999999',
          format: 'json',
        });
        return `${refusal(client)}; ${refusal(invoice)}`;
      },
    ],
    ['a second client with the same login under strict=1, word for word', secondClient(settings)],
    ['an empty list', async (asked) => said(await asked.raw('client.invoice_list', future(asked)))],
    ['a due date sent as 2026-12-15 and its like', dueDate(settings, (day) => day)],
    [
      'a due date sent in Unix seconds',
      dueDate(settings, (day) => String(Date.parse(`${day}T12:00:00Z`) / 1000)),
    ],
    [`a service of period ${settings.oneTimePeriod} before it is billed and after`, once(settings)],
    ['a billed service, of an invoice that was disregarded, in a second invoice', billedAgain],
    ['a service of an invoice that was disregarded', disregarded],
    ['a price below zero', service(settings, { price: '-1.00' }, 'price')],
    [
      'a field meta_postmeter that nobody made',
      service(settings, { meta_postmeter: 'x' }, 'metadata'),
    ],
    [
      'a service of 2,000 characters',
      service(
        settings,
        { description: 'x'.repeat(2_000) },
        ({ desserv }) => `${String(desserv).length} kept`,
      ),
    ],
    [`how ${NAME} comes back`, service(settings, { description: NAME }, 'desserv')],
  ];
}

function parametersOf(method: string): Ask {
  return async ({ raw }) => {
    const answer = await raw('uber.method_get', { method_name: method });
    const parameters = isRecord(answer.json.data) ? answer.json.data.parameters : undefined;
    return isRecord(parameters) ? Object.keys(parameters).join(', ') : said(answer);
  };
}

function callsFor(words: RegExp): Ask {
  return async ({ raw }) => {
    const { data } = (await raw('uber.method_list')).json;
    const names = Array.isArray(data) ? data.map(String) : Object.keys(isRecord(data) ? data : {});
    return names.filter((name) => words.test(name)).join(', ') || `none of ${names.length}`;
  };
}

/** Refused, it is hoped: what it says is what the adapter must take for "taken". */
function secondClient({ brandId }: UbersmithContractSettings): Ask {
  return async ({ raw, email }) =>
    refusal(
      await raw('client.add', {
        first: 'Contract',
        last: 'Sandbox',
        company: SANDBOX_COMPANY,
        email,
        uber_login: email,
        uber_pass: `Aa1-${crypto.randomUUID()}`,
        brand_id: brandId,
        strict: 1,
      }),
    );
}

/** Invoices from tomorrow on. */
function future({ clientId }: Asked): FormFields {
  return { client_id: clientId, since: Math.floor(Date.now() / 1000) + 86_400, limit: 1 };
}

function dueDate(settings: UbersmithContractSettings, write: (day: string) => string): Ask {
  return async (asked) => {
    const id = await newService(asked, settings);
    const day = new Date(Date.now() + DUE_AFTER_MS).toISOString().slice(0, 10);
    const made = await generate(asked, id, write(day));
    if (!isRecord(made.json.data)) return refusal(made);
    const due = Number(made.json.data.duedate);
    return `sent ${write(day)}, it is ${Number.isFinite(due) ? new Date(due * 1000).toISOString() : shown(made.json.data.duedate)}`;
  };
}

function once(settings: UbersmithContractSettings): Ask {
  return async (asked) => {
    const id = await newService(asked, settings);
    const before = pick(await readService(asked, id), 'period', 'billed', 'renewdate', 'active');
    const made = await generate(asked, id);
    const after = pick(await readService(asked, id), 'period', 'billed', 'renewdate', 'active');
    return `${before}; ${refusal(made)}; then ${after}`;
  };
}

async function billedAgain(asked: Asked): Promise<string> {
  const billed = await aBilledService(asked);
  return billed ? refusal(await generate(asked, billed)) : NO_INVOICE;
}

async function disregarded(asked: Asked): Promise<string> {
  const billed = await aBilledService(asked);
  return billed
    ? pick(await readService(asked, billed), 'billed', 'active', 'renewdate')
    : NO_INVOICE;
}

/** One of the first invoice's, which was cancelled. */
async function aBilledService({ raw, documentId }: Asked): Promise<string | undefined> {
  if (!documentId) return undefined;
  const { data } = (await raw('client.invoice_get', { invoice_id: documentId, format: 'json' }))
    .json;
  const [pack] = rowsIn(isRecord(data) ? data.current_packs : []);
  return pack && String(pack.packid);
}

/** A service of these fields as it is read back. */
function service(
  settings: UbersmithContractSettings,
  fields: FormFields,
  look: string | ((row: Row) => string),
): Ask {
  return async (asked) => {
    const id = await newService(asked, settings, fields);
    const row = await readService(asked, id);
    return typeof look === 'string' ? pick(row, look) : look(row ?? {});
  };
}

async function newService(
  { raw, clientId }: Asked,
  { oneTimePeriod }: UbersmithContractSettings,
  fields: FormFields = {},
): Promise<string> {
  const made = await raw('client.service_add', {
    client_id: clientId,
    description: 'contract',
    price: '1.00',
    quantity: 1,
    period: oneTimePeriod,
    status: 1,
    ...fields,
  });
  const { data } = made.json;
  if (made.json.status === true && (typeof data === 'number' || typeof data === 'string')) {
    return String(data);
  }
  throw new Error(said(made));
}

async function readService({ raw, clientId }: Asked, id: string): Promise<Row | undefined> {
  const fields = { client_id: clientId, pack_type_select: ALL_SERVICES, metadata: 1 };
  const { data } = (await raw('client.service_list', fields)).json;
  return rowsIn(data).find((row) => String(row.packid) === id);
}

function generate({ raw, clientId }: Asked, serviceId: string, duedate?: string) {
  return raw('client.invoice_generate', {
    client_id: clientId,
    duedate,
    include_packs: { [serviceId]: 1 },
    include_prebills: 0,
    include_credits: 0,
  });
}

/** Without what a success tells: it may hold the hash of a password. */
function refusal({ status, json, text }: RawAnswer): string {
  if (json.status === true) return `HTTP ${status}: done`;
  return `HTTP ${status} ${json.error_message === undefined ? text : pick(json, 'error_code', 'error_message')}`;
}
