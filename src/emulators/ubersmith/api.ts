/** Ubersmith's API 2.0: one address, the method in `method`, HTTP Basic, and success or not in the answer. */
import type { Context } from 'hono';
import { hasBasicAuth } from '../billing-desk/basic-auth.ts';
import type { DeskEnv } from '../billing-desk/desk-env.ts';
import { htmlPage, phpReply } from '../billing-desk/php-reply.ts';
import { refusalOf, reworded, timesToWrite } from '../billing-desk/switches.ts';
import type { PhpForm } from '../php-form/php-form.ts';
import { type PhpMap, textAt } from '../php-form/php-value.ts';
import { type Outcome, refused, type Ubersmith, type UbersmithMethods } from './call.ts';
import { clientMethods } from './clients.ts';
import { UBERSMITH_API_TOKEN, UBERSMITH_API_USER } from './credentials.ts';
import { invoiceMethods } from './invoices.ts';
import { serviceMethods } from './services.ts';
import { uberMethods } from './uber.ts';

const METHODS: UbersmithMethods = {
  ...clientMethods,
  ...serviceMethods,
  ...invoiceMethods,
  ...uberMethods(() => METHODS),
};

/** The name may stand in the query, as the official client has it, or in the body. */
export function ubersmithCall(_c: Context, form: PhpForm): string {
  return textAt(form.values, 'method') ?? '';
}

const READING =
  /(get|list|count|single|payments|exists|check_login|latest_client|documentation|quick_stats)$/;

export function isUbersmithWrite(call: string): boolean {
  return call !== '' && !READING.test(call);
}

export function ubersmithApi(ubersmith: Ubersmith) {
  return async (c: Context<DeskEnv>): Promise<Response> => {
    const { call, form } = c.var;
    const refusal = refusalOf(ubersmith.values, call);
    if (refusal === 'html' || refusal === 'address') return htmlPage(403, 'Forbidden');
    if (refusal === 'maintenance') return htmlPage(503, 'Maintenance');
    const isKnown = hasBasicAuth(c, UBERSMITH_API_USER, UBERSMITH_API_TOKEN);
    if (refusal === 'key' || !isKnown) return keyRefused(ubersmith);
    if (refusal === 'call') {
      return reply(ubersmith, refused(`You are not permitted to call ${call}.`, 3));
    }
    return reply(ubersmith, answer(ubersmith, call, form.values));
  };
}

function answer(ubersmith: Ubersmith, call: string, args: PhpMap): Outcome {
  const method = Object.hasOwn(METHODS, call) ? METHODS[call] : undefined;
  if (method === undefined) return refused(`Invalid method '${call}' specified.`, 3);
  const lacking = method.required.find((name) => !textAt(args, name));
  if (lacking !== undefined) return refused(`request failed: ${lacking} parameter not supplied`);
  const run = () => method.run({ ubersmith, tables: ubersmith.tables, args });
  const isTwice = method.creates === true && timesToWrite(ubersmith.values) === 2;
  if (isTwice) run();
  return run();
}

function reply({ values }: Ubersmith, outcome: Outcome): Response {
  if (outcome.ok === 'file') return outcome.response;
  if (outcome.ok) {
    const { data } = outcome;
    return phpReply(values, { status: true, error_code: null, error_message: '', data });
  }
  const { code: error_code, message } = outcome;
  const error_message = reworded(values.sentences, message);
  return phpReply(values, { status: false, error_code, error_message, data: '' });
}

function keyRefused(ubersmith: Ubersmith): Response {
  if (ubersmith.values.keyRefusedAs === 'answer') {
    return reply(ubersmith, refused('Invalid login or password.', 3));
  }
  const page = htmlPage(401, 'Authorization Required');
  page.headers.set('www-authenticate', 'Basic realm="Ubersmith API"');
  return page;
}
