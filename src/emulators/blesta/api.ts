/** Blesta's API: `{model}/{method}.json`, arguments by name, and the answers for everything that goes wrong. */
import type { Context } from 'hono';
import { hasBasicAuth } from '../billing-desk/basic-auth.ts';
import type { DeskEnv } from '../billing-desk/desk-env.ts';
import { htmlPage, phpReply } from '../billing-desk/php-reply.ts';
import { refusalOf, timesToWrite } from '../billing-desk/switches.ts';
import type { PhpForm } from '../php-form/php-form.ts';
import { type PhpMap, phpMap } from '../php-form/php-value.ts';
import type { Blesta, BlestaMethod, BlestaMethods, Errors, Outcome } from './call.ts';
import { clientMethods } from './clients.ts';
import { companyMethods } from './companies.ts';
import { BLESTA_API_KEY, BLESTA_API_USER } from './credentials.ts';
import { invoiceWrites } from './invoice-writes.ts';
import { invoiceReads } from './invoices.ts';
import { payLinkMethods } from './pay-links.ts';
import { transactionMethods } from './transactions.ts';
import { userMethods } from './users.ts';
import { webhookMethods } from './webhooks.ts';

const METHODS: BlestaMethods = {
  ...clientMethods,
  ...userMethods,
  ...invoiceReads,
  ...invoiceWrites,
  ...transactionMethods,
  ...companyMethods,
  ...payLinkMethods,
  ...webhookMethods,
};

const MESSAGES = {
  400: 'The request cannot be fulfilled due to bad syntax.',
  401: 'The authorization details given appear to be invalid.',
  403: 'The requested resource is not accessible.',
  404: 'The requested resource does not exist.',
  415: 'The format requested is not supported by the server.',
  500: 'An unexpected error occured.',
  503: 'The requested resource is currently unavailable due to maintenance.',
} as const;

/** `invoices/add` of `…/api/invoices/add.json`. The format stays on it when it is not JSON. */
export function blestaCall(c: Context): string {
  const path = c.req.path.split('/api/').at(-1) ?? '';
  const [model = '', method = ''] = path.split('/');
  return `${model.toLowerCase()}/${method.replace(/\.json$/, '')}`;
}

export function isBlestaWrite(call: string): boolean {
  return !/\/(get|search|verify|system|create(?=PayHash))/.test(call);
}

export function blestaApi(blesta: Blesta) {
  return async (c: Context<DeskEnv>): Promise<Response> => {
    const { call, form } = c.var;
    const refusal = refusalOf(blesta.values, call);
    if (refusal === 'html') return htmlPage(403, 'Forbidden');
    if (refusal === 'maintenance') return failure(blesta, 503);
    if (refusal === 'key' || !isKnown(c)) return failure(blesta, 401);
    if (refusal !== 'nothing') return failure(blesta, 403);
    if (/\/\w+\.\w+$/.test(call)) return failure(blesta, 415);
    const method = Object.hasOwn(METHODS, call) ? METHODS[call] : undefined;
    if (method === undefined) return failure(blesta, 404);
    const args = argumentsOf(blesta, c.req.method, form);
    const missing = missingArguments(blesta, method, args);
    if (missing !== null) return missing;

    const origin = new URL(c.req.url).origin;
    const run = () => method.run({ blesta, tables: blesta.tables, args, origin });
    const isTwice = method.creates === true && timesToWrite(blesta.values) === 2;
    if (isTwice) await run();
    return outcomeReply(blesta, call, await run());
  };
}

function outcomeReply(blesta: Blesta, call: string, outcome: Outcome): Response {
  if (outcome.ok) return phpReply(blesta.values, { response: outcome.response });
  return invalid(blesta, call, outcome.errors);
}

function invalid({ values }: Blesta, call: string, errors: Errors): Response {
  const body = { message: MESSAGES[400], errors };
  if (values.errorShape === 'ok_status') return phpReply(values, body);
  if (values.errorShape === 'flat') return phpReply(values, body, 400);
  const model = call.split('/')[0] ?? '';
  return phpReply(values, { [model.charAt(0).toUpperCase() + model.slice(1)]: body }, 400);
}

function failure({ values }: Blesta, status: keyof typeof MESSAGES): Response {
  return phpReply(values, { message: MESSAGES[status] }, status);
}

/** By the two headers, or by HTTP Basic. */
function isKnown(c: Context): boolean {
  const user = c.req.header('blesta-api-user');
  const key = c.req.header('blesta-api-key');
  if (user !== undefined || key !== undefined) {
    return user === BLESTA_API_USER && key === BLESTA_API_KEY;
  }
  return hasBasicAuth(c, BLESTA_API_USER, BLESTA_API_KEY);
}

/** GET takes them from the query, POST and PUT from the body; clients of DELETE use either. */
function argumentsOf({ values }: Blesta, verb: string, form: PhpForm): PhpMap {
  const body = form.kind === 'json' && !values.jsonBodies ? phpMap() : form.body;
  if (verb === 'GET' || verb === 'HEAD') return form.query;
  return verb === 'DELETE' ? Object.assign(phpMap(), form.query, body) : body;
}

function missingArguments(blesta: Blesta, method: BlestaMethod, args: PhpMap): Response | null {
  const required = method.parameters.filter((name) => !name.endsWith('?'));
  const lacking = required.find((name) => args[name] === undefined);
  if (lacking !== undefined) {
    const errors = { [lacking]: { empty: `Missing argument: ${lacking}.` } };
    return phpReply(blesta.values, { message: MESSAGES[400], errors }, 400);
  }
  const optional = method.parameters.filter((name) => name.endsWith('?'));
  const isComplete = optional.every((name) => args[name.slice(0, -1)] !== undefined);
  if (!blesta.values.needsEveryArgument || isComplete) return null;
  const response = 'Internal error: Failed to retrieve the default value';
  return phpReply(blesta.values, { message: MESSAGES[500], response }, 500);
}
