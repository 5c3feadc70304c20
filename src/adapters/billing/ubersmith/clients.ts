import { sameEmail } from '#core/enrolment/email.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingClient, BillingFailure, NewBillingClient } from '#ports/billing-system.ts';
import type { FormFields } from '../wire/form-body.ts';
import { personName } from '../wire/person-name.ts';
import { idText } from '../wire/php-values.ts';
import { isMissing } from '../wire/refusal-code.ts';
import { uberClient } from './answers.ts';
import type { UbersmithApi } from './api.ts';
import type { UbersmithSettings } from './settings.ts';

/** Which client answers where two have one address is not documented, so the address that comes back is compared. */
export async function findClient(
  api: UbersmithApi,
  settings: UbersmithSettings,
  email: string,
): Promise<Result<BillingClient | null, BillingFailure>> {
  const client = await getClient(api, settings, { email });
  if (!client.ok || client.value === null) return client;
  return ok(sameEmail(client.value.email, email) ? client.value : null);
}

export function readClient(
  api: UbersmithApi,
  settings: UbersmithSettings,
  id: string,
): Promise<Result<BillingClient | null, BillingFailure>> {
  return getClient(api, settings, { client_id: id });
}

/** Without `strict` a taken login makes a second client and says so only in a note. */
export async function createClient(
  api: UbersmithApi,
  settings: UbersmithSettings,
  client: NewBillingClient,
): Promise<Result<BillingClient, BillingFailure>> {
  if (client.currency !== settings.currency) {
    const detail = `UBERSMITH_CURRENCY is ${settings.currency}, not ${client.currency}`;
    return err(api.failure('write', 'billing_currency_differs', detail));
  }
  const { first, last } = personName(client.name);
  const answer = await api.call('write', 'client.add', {
    first,
    last,
    company: client.company,
    email: client.email,
    uber_login: client.email,
    uber_pass: client.password,
    brand_id: settings.brandId,
    strict: 1,
  });
  if (!answer.ok) return answer;
  const id = idText.safeParse(answer.value);
  if (!id.success) {
    return err(api.failure('write', 'billing_answer_malformed', 'client.add: no client id'));
  }
  return ok({ id: id.data, email: client.email, currency: settings.currency, active: true });
}

async function getClient(
  api: UbersmithApi,
  { currency }: UbersmithSettings,
  which: FormFields,
): Promise<Result<BillingClient | null, BillingFailure>> {
  const answer = await api.call('read', 'client.get', { ...which, allclients: 1 });
  if (!answer.ok) return isMissing(answer.error) ? ok(null) : answer;
  const parsed = uberClient.safeParse(answer.value);
  if (parsed.success) {
    const { clientid, email, active } = parsed.data;
    return ok({ id: clientid, email, currency, active: active === '' || active === '1' });
  }
  if (!answer.value || (Array.isArray(answer.value) && answer.value.length === 0)) return ok(null);
  const detail = 'client.get: a client we cannot read';
  return err(api.failure('read', 'billing_answer_malformed', detail));
}
