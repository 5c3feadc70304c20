/** HostBill's API: one address, the method in `call`, id and key in every request, and success or not in the answer. */
import type { Context } from 'hono';
import type { DeskEnv } from '../billing-desk/desk-env.ts';
import { htmlPage, phpReply } from '../billing-desk/php-reply.ts';
import {
  type CommonSwitches,
  refusalOf,
  reworded,
  timesToWrite,
} from '../billing-desk/switches.ts';
import type { PhpForm } from '../php-form/php-form.ts';
import { type PhpMap, textAt } from '../php-form/php-value.ts';
import { done, type Hostbill, type HostbillMethods, type Outcome, refused } from './call.ts';
import { clientMethods } from './clients.ts';
import { HOSTBILL_API_ID, HOSTBILL_API_KEY } from './credentials.ts';
import { invoiceWrites } from './invoice-writes.ts';
import { invoiceReads } from './invoices.ts';
import { systemMethods } from './system.ts';

const METHODS: HostbillMethods = {
  ...systemMethods,
  ...clientMethods,
  ...invoiceReads,
  ...invoiceWrites,
};

const REFUSALS: Readonly<Record<string, Outcome>> = {
  key: refused('Wrong API ID or API key'),
  address: refused('Access from this IP address is not allowed'),
  call: refused('This API ID is not allowed to use this method'),
};

export function hostbillCall(_c: Context, form: PhpForm): string {
  return textAt(fieldsOf(form), 'call') ?? '';
}

/** PHP makes no fields of a JSON body, and nothing tells that HostBill does. */
function fieldsOf(form: PhpForm): PhpMap {
  return form.kind === 'json' ? form.query : form.values;
}

export function isHostbillWrite(call: string): boolean {
  return !/^(get|verify|$)/.test(call);
}

export function hostbillApi(hostbill: Hostbill) {
  return async (c: Context<DeskEnv>): Promise<Response> => {
    const { call, form } = c.var;
    const refusal = refusalOf(hostbill.values, call);
    if (refusal === 'html') return htmlPage(403, 'Forbidden');
    if (refusal === 'maintenance') return htmlPage(503, 'Maintenance');
    const origin = new URL(c.req.url).origin;
    const outcome = await answer(hostbill, call, fieldsOf(form), origin, refusal);
    const ends = { call, server_time: Math.floor(hostbill.nowMs() / 1000) };
    if (outcome.ok) return phpReply(hostbill.values, { success: true, ...outcome.answer, ...ends });
    const { errorsAs, statusOnFailure, sentences } = hostbill.values;
    const errors = outcome.errors.map((own) => reworded(sentences, own));
    const error = errorsAs === 'list' ? errors : { ...errors };
    return phpReply(hostbill.values, { success: false, ...ends, error }, statusOnFailure);
  };
}

async function answer(
  hostbill: Hostbill,
  call: string,
  args: PhpMap,
  origin: string,
  refusal: CommonSwitches['refuse'],
): Promise<Outcome> {
  const isKnown =
    textAt(args, 'api_id') === HOSTBILL_API_ID && textAt(args, 'api_key') === HOSTBILL_API_KEY;
  const refusedOutcome = REFUSALS[isKnown ? refusal : 'key'];
  if (refusedOutcome !== undefined) return refusedOutcome;
  if (call === 'getAPIMethods') return done({ methods: permitted(hostbill) });
  const method = Object.hasOwn(METHODS, call) ? METHODS[call] : undefined;
  if (method === undefined) return refused(`Method ${call} does not exist`);
  const lacking = method.required.filter((name) => !textAt(args, name));
  if (lacking.length > 0) return refused(...lacking.map((name) => `Parameter ${name} is required`));
  const run = () => method.run({ hostbill, tables: hostbill.tables, args, origin });
  const isTwice = method.creates === true && timesToWrite(hostbill.values) === 2;
  if (isTwice) await run();
  return run();
}

/** What the key may call. */
function permitted({ values }: Hostbill): string[] {
  const forbidden = values.forbiddenCalls.map((name) => name.toLowerCase());
  const all = ['getAPIMethods', ...Object.keys(METHODS)];
  return all.filter((name) => !forbidden.includes(name.toLowerCase()));
}
