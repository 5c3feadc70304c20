// The lines of a document as one-time services of the client: Ubersmith makes no invoice from free lines.
import { decimalText, parseDecimal } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import type {
  BillingFailure,
  DeliveredDocument,
  DeliveredLine,
  Delivery,
} from '#ports/billing-system.ts';
import { markedText } from '../wire/line-mark.ts';
import { type LineMatch, matchLines } from '../wire/match-lines.ts';
import { idText } from '../wire/php-values.ts';
import { serviceList, type UberService } from './answers.ts';
import type { UbersmithApi } from './api.ts';
import type { UbersmithSettings } from './settings.ts';

const ALL_SERVICES = 3;
const ACTIVE = 1;

export interface ServicesThere extends LineMatch {
  /** Whether any of them stands on an invoice already. */
  readonly billed: boolean;
}

/** Those of the client's services that bear our reference. */
export async function readServices(
  api: UbersmithApi,
  { clientId, document }: Delivery,
): Promise<Result<ServicesThere, BillingFailure>> {
  const fields = { client_id: clientId, pack_type_select: ALL_SERVICES };
  const answer = await api.call('read', 'client.service_list', fields);
  if (!answer.ok) return answer;
  const parsed = serviceList.safeParse(answer.value);
  if (!parsed.success) {
    const detail = 'client.service_list: services we cannot read';
    return err(api.failure('read', 'billing_answer_malformed', detail));
  }
  const ours = parsed.data.filter(({ desserv }) => desserv.includes(document.reference));
  const match = matchLines(
    document,
    ours.map((service) => ({
      id: service.packid,
      text: service.desserv,
      amountMinor: amountOf(service, document),
    })),
  );
  return ok({ ...match, billed: ours.some(({ billed }) => billed !== '' && billed !== '0') });
}

/** Answers their id of the new service. */
export async function addService(
  api: UbersmithApi,
  settings: UbersmithSettings,
  { document, clientId }: Delivery,
  line: DeliveredLine,
): Promise<Result<string, BillingFailure>> {
  const answer = await api.call('write', 'client.service_add', {
    client_id: clientId,
    description: markedText(document, line, settings.lineCharacters),
    price: decimalText({ currency: document.currency, amountMinor: line.amountMinor }),
    quantity: 1,
    period: settings.oneTimePeriod,
    status: ACTIVE,
    taxes: settings.taxIds,
  });
  if (!answer.ok) return answer;
  const id = idText.safeParse(answer.value);
  if (id.success) return ok(id.data);
  const detail = 'client.service_add: no service id';
  return err(api.failure('write', 'billing_answer_malformed', detail));
}

function amountOf({ price, quantity }: UberService, { currency }: DeliveredDocument) {
  return Number(quantity) === 1 ? parseDecimal(price, currency) : undefined;
}
