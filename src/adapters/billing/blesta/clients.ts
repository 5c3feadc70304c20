import { sameEmail } from '#core/enrolment/email.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingClient, BillingFailure, NewBillingClient } from '#ports/billing-system.ts';
import { personName } from '../wire/person-name.ts';
import { type BlestaClient, blestaClient } from './answers.ts';
import type { BlestaApi, BlestaFault } from './api.ts';
import { readPages } from './pages.ts';
import type { BlestaSettings } from './settings.ts';

/** Faults of a username that another one would not have; every other means that it is taken. */
const NAME_IS_BAD = new Set(['username.empty', 'username.format', 'username.length']);

/** The filter finds parts of addresses and addresses of further contacts, so only an equal one of the client itself counts. */
export async function findClient(
  api: BlestaApi,
  settings: BlestaSettings,
  email: string,
): Promise<Result<BillingClient | null, BillingFailure>> {
  const found = new Map<string, BillingClient>();
  const statuses = settings.clientStatuses.length > 0 ? settings.clientStatuses : [undefined];
  for (const status of statuses) {
    // An encoded install wants every argument, also the order: Blesta's own.
    const whole = status ? { status, order_by: { id_code: 'ASC' } } : {};
    const fields = { ...whole, filters: { contact_email: email } };
    const rows = await readPages(api, { method: 'clients/getList', fields, row: blestaClient });
    if (!rows.ok) return rows;
    for (const row of rows.value) if (sameEmail(row.email, email)) found.set(row.id, toClient(row));
  }
  const [client = null, second] = [...found.values()];
  if (!second) return ok(client);
  const detail = `clients ${[...found.keys()].join(' and ')} have the same address`;
  return err(api.failure('read', 'billing_ambiguous', detail));
}

/** Null where Blesta has none of this id. */
export async function readBlestaClient(
  api: BlestaApi,
  id: string,
): Promise<Result<BlestaClient | null, BillingFailure>> {
  const answer = await api.get('clients/get', { client_id: id, get_settings: true });
  if (!answer.ok) return answer;
  if (!answer.value) return ok(null);
  const parsed = blestaClient.safeParse(answer.value);
  return parsed.success ? ok(parsed.data) : malformed(api, 'read', 'clients/get');
}

/** The username is the address and unique over the whole install: a second create is refused by Blesta itself. */
export async function createClient(
  api: BlestaApi,
  settings: BlestaSettings,
  client: NewBillingClient,
): Promise<Result<BillingClient, BillingFailure>> {
  const { first, last } = personName(client.name);
  const answer = await api.write('POST', 'clients/create', {
    vars: {
      username: client.email,
      new_password: client.password,
      confirm_password: client.password,
      client_group_id: settings.clientGroupId,
      first_name: first,
      last_name: last,
      company: client.company,
      email: client.email,
      settings: {
        username_type: 'email',
        default_currency: client.currency,
        send_registration_email: 'false',
      },
    },
  });
  if (!answer.ok) return err(isTaken(answer.error) ? conflict(api) : answer.error);
  const parsed = blestaClient.safeParse(answer.value);
  return parsed.success ? ok(toClient(parsed.data)) : malformed(api, 'write', 'clients/create');
}

export function toClient(client: BlestaClient): BillingClient {
  const { settings } = client;
  const currency = settings && !Array.isArray(settings) ? settings.default_currency : '';
  const { id, email, status } = client;
  return { id, email, currency, active: status === '' || status === 'active' };
}

function isTaken({ faults }: BlestaFault): boolean {
  return faults.some((fault) => fault.startsWith('username.') && !NAME_IS_BAD.has(fault));
}

function conflict(api: BlestaApi): BillingFailure {
  return api.failure('write', 'billing_conflict', 'clients/create: the username is taken');
}

function malformed(api: BlestaApi, kind: 'read' | 'write', method: string) {
  return err(api.failure(kind, 'billing_answer_malformed', `${method}: a client we cannot read`));
}
