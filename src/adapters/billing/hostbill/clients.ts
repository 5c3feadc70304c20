import { sameEmail } from '#core/enrolment/email.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingClient, BillingFailure, NewBillingClient } from '#ports/billing-system.ts';
import { personName } from '../wire/person-name.ts';
import { isMissing } from '../wire/refusal-code.ts';
import { clientAnswer, clientRow, type HostbillClient, madeClient } from './answers.ts';
import type { HostbillApi } from './api.ts';
import { type Currencies, currencyId } from './currencies.ts';
import { readPages } from './pages.ts';
import type { HostbillSettings } from './settings.ts';

/**
 * Documented is only a list of all clients. The filter is sent along; where it works the list is short, where it is
 * ignored all pages are walked, and either way only an equal address counts.
 */
export async function findClientId(
  api: HostbillApi,
  { clientFilter, pagesMax }: HostbillSettings,
  email: string,
): Promise<Result<string | null, BillingFailure>> {
  const fields = clientFilter === '' ? {} : { [clientFilter]: email };
  const list = { method: 'getClients', fields, name: 'clients', row: clientRow };
  const rows = await readPages(api, pagesMax, list);
  if (!rows.ok) return rows;
  const ids = rows.value.filter((row) => sameEmail(row.email, email)).map(({ id }) => id);
  const [id = null, second] = [...new Set(ids)];
  if (!second) return ok(id);
  const detail = `clients ${ids.join(' and ')} have the same address`;
  return err(api.failure('read', 'billing_ambiguous', detail));
}

/** Null where HostBill has none of this id. */
export async function readHostbillClient(
  api: HostbillApi,
  id: string,
): Promise<Result<HostbillClient | null, BillingFailure>> {
  const answer = await api.call('read', 'getClientDetails', { id });
  if (!answer.ok) return isMissing(answer.error) ? ok(null) : answer;
  const parsed = clientAnswer.safeParse(answer.value);
  // Some calls answer an empty success for what is not there.
  if (!parsed.success) return isEmpty(answer.value) ? ok(null) : malformed(api, 'getClientDetails');
  return ok(parsed.data.client);
}

export function toClient(
  client: HostbillClient,
  currencies: Currencies,
  { activeStatuses }: Pick<HostbillSettings, 'activeStatuses'>,
): BillingClient {
  const { id, email, status } = client;
  const currency = currencies.get(client.currency_id) ?? '';
  return { id, email, currency, active: status === '' || activeStatuses.includes(status) };
}

/** The address is the login over there, so that a second create should be refused. */
export async function createClient(
  api: HostbillApi,
  client: NewBillingClient,
  currencies: Currencies,
): Promise<Result<string, BillingFailure>> {
  const id = currencyId(currencies, client.currency);
  if (id === undefined) {
    const detail = `HostBill has no currency ${client.currency}`;
    return err(api.failure('write', 'billing_currency_differs', detail));
  }
  const { first, last } = personName(client.name);
  const answer = await api.call('write', 'addClient', {
    email: client.email,
    password: client.password,
    password2: client.password,
    firstname: first,
    lastname: last,
    companyname: client.company,
    type: client.company === '' ? 'Private' : 'Company',
    currency_id: id,
  });
  if (!answer.ok) return answer;
  const made = madeClient.safeParse(answer.value);
  return made.success ? ok(made.data.client_id) : malformed(api, 'addClient', 'write');
}

function isEmpty(answer: unknown): boolean {
  const { client } = answer as { client?: unknown }; // a success is an object
  return !client || (Array.isArray(client) && client.length === 0);
}

function malformed(api: HostbillApi, method: string, kind: 'read' | 'write' = 'read') {
  return err(api.failure(kind, 'billing_answer_malformed', `${method}: a client we cannot read`));
}
