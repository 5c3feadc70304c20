// What the panel calls to show a price (docs/prices-in-the-panel.md). The panel may append a path of its own to the
// configured address, and it may ask by GET or by POST: both are unknown, so every path below and both verbs lead here.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { errorText } from '#core/error-text.ts';
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { PanelPrices, PriceCall, PriceCallRefusal } from '#ports/panel-prices.ts';
import type { Ports } from '#ports/ports.ts';
import { isStillQuoted, type QuoteRefusal, quotePrice } from '#usecases/prices/quote-price.ts';
import { headRefusal } from '../bounded-head.ts';
import { problemDocument } from '../problem.ts';
import { type BodyRefusal, readBody } from '../read-body.ts';
import { type KnownAnswer, keepAnswer, knownAnswers } from './known-answers.ts';

/** All that a price needs; making the other ports would take longer than the answer. */
export type PricePorts = Pick<Ports, 'settings' | 'clock' | 'log' | 'priceFacts' | 'panelPrices'>;

interface PriceEnv {
  Bindings: { readonly ports: PricePorts; readonly requestId: string };
}

type PriceContext = Context<PriceEnv>;

/** A question has two numbers in it. */
const MAX_QUESTION_BYTES = 4 * 1024;
const RETRY_AFTER_SECONDS = '5';
/** If a browser comes here after all, it runs, shows in a frame and keeps nothing. */
const PROGRAM_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
} as const;

const fields = z.record(z.string(), z.unknown());

/**
 * An app of its own in front of the other: the panel asks for each price that somebody looks at, no browser reads the
 * answer, and no page's protections are needed.
 */
export const panelPrices = new Hono<PriceEnv>()
  .get('*', answerPrice)
  .post('*', answerPrice)
  .all('*', (c) =>
    problem(c, 405, 'method_wrong', 'Ask by GET or by POST.', { allow: 'GET, POST' }),
  )
  .onError((error, c) => {
    c.env.ports.log.error('unexpected_error', { error: errorText(error) });
    return problem(c, 500, 'internal_error', 'This is our fault, and nothing was lost.');
  });

const ADDRESS = /^https?:\/\/[^/?#]+\/panel\/prices(?:[/?#]|$)/;

/** Whether a request is for `panelPrices`. */
export function isPriceAddress(url: string): boolean {
  return ADDRESS.test(url);
}

async function answerPrice(c: PriceContext): Promise<Response> {
  const refusal = headRefusal(c.req.raw);
  if (refusal === 'address_too_long') return problem(c, 414, refusal, 'No question is this long.');
  if (refusal) return problem(c, 431, refusal, 'No question has this large a head.');
  const { panelPrices: contract } = c.env.ports;
  if (!contract) return problem(c, 404, 'not_found', 'There is nothing at this address.');
  return c.req.method === 'POST' ? answerPosted(c, contract) : answerAsked(c, contract);
}

async function answerAsked(c: PriceContext, contract: PanelPrices): Promise<Response> {
  if (!contract.isAuthentic(askedCall(c))) return notAuthentic(c);
  const known = knownAnswers(contract).get(c.req.url);
  if (known && (await isStillQuoted(c.env.ports, known.basis))) return priced(c, known.body);
  const answer = await quoted(c, contract, askedCall(c));
  if (!answer.ok) return answer.error;
  keepAnswer(contract, c.req.url, answer.value);
  return priced(c, answer.value.body);
}

async function answerPosted(c: PriceContext, contract: PanelPrices): Promise<Response> {
  const { bodyTimeoutMs: timeoutMs } = c.env.ports.settings.abuse;
  const body = await readBody(c.req.raw, { maxBytes: MAX_QUESTION_BYTES, timeoutMs });
  if (!body.ok) return unreadable(c, body.error);
  const call = postedCall(c, body.value);
  // A stranger learns nothing about the form of a question.
  if (!contract.isAuthentic(call ?? askedCall(c))) return notAuthentic(c);
  if (!call) {
    return problem(c, 400, 'request_malformed', 'Send a query, a form, or one JSON object.');
  }
  const answer = await quoted(c, contract, call);
  return answer.ok ? priced(c, answer.value.body) : answer.error;
}

async function quoted(
  c: PriceContext,
  contract: PanelPrices,
  call: PriceCall,
): Promise<Result<KnownAnswer, Response>> {
  const question = contract.read(call);
  if (!question.ok) return err(malformed(c, question.error));
  const made = await quotePrice(c.env.ports, question.value);
  if (!made.ok) return err(refused(c, made.error));
  const { quote, basis } = made.value;
  return ok({ basis, body: JSON.stringify(contract.write(quote)) });
}

function priced(c: PriceContext, body: string): Response {
  return new Response(body, {
    headers: {
      ...PROGRAM_HEADERS,
      'content-type': 'application/json',
      'x-request-id': c.env.requestId,
    },
  });
}

/** Its parameters are read when somebody wants them: of most questions the answer is known. */
function askedCall(c: PriceContext): PriceCall {
  return {
    header: (name) => c.req.header(name),
    /** Of a name that is there twice, both. */
    get parameters() {
      return Object.entries(c.req.queries()).flatMap(([name, values]) =>
        values.map((value) => [name, value] as const),
      );
    },
  };
}

/** Query and body together; undefined for a body of another form than we read. */
function postedCall(c: PriceContext, bytes: Uint8Array): PriceCall | undefined {
  const { header, parameters: query } = askedCall(c);
  const text = new TextDecoder().decode(bytes);
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (text === '' || type === 'application/x-www-form-urlencoded') {
    return { header, parameters: [...query, ...new URLSearchParams(text)] };
  }
  const body = fields.safeParse(readOutsideJson(text));
  if (type !== 'application/json' || !body.success) return undefined;
  return { header, parameters: [...query, ...Object.entries(body.data)] };
}

function unreadable(c: PriceContext, reason: BodyRefusal): Response {
  switch (reason) {
    case 'too_large':
      return problem(c, 413, 'body_too_large', `At most ${MAX_QUESTION_BYTES} bytes.`);
    case 'too_slow':
      return problem(c, 408, 'body_too_slow', 'The body did not arrive in time.');
    case 'broken_off':
      return problem(c, 400, 'request_malformed', 'The body broke off.');
  }
}

function notAuthentic(c: PriceContext): Response {
  return problem(c, 401, 'token_wrong', 'The token of the billing integration is not this.');
}

function malformed(c: PriceContext, { reason, parameter }: PriceCallRefusal): Response {
  c.env.ports.log.warn('panel_price_refused', { reason, parameter });
  const details = {
    parameter_unknown: `The parameter ${parameter} is not expected.`,
    parameter_repeated: `The parameter ${parameter} is there more than once.`,
    user_missing: `The parameter ${parameter} is missing.`,
    user_ambiguous: 'One user is asked about, in two ways.',
    user_malformed: `${parameter} must be a positive whole number.`,
    tokens_malformed: `${parameter} must be a whole number from 0 on.`,
  };
  return problem(c, 422, reason, details[reason]);
}

function refused(c: PriceContext, refusal: QuoteRefusal): Response {
  const { reason } = refusal;
  switch (reason) {
    case 'user_unknown':
      return problem(c, 404, reason, 'Nobody here has this user.');
    case 'amount_too_large':
      return problem(c, 422, reason, 'No price is this large.');
    case 'price_missing': {
      const { currency, month } = refusal;
      c.env.ports.log.error('price_missing', { currency, month });
      return problem(c, 503, reason, `A token has no price in ${currency} in ${month}.`);
    }
    case 'prices_unavailable':
      return problem(c, 503, reason, 'Prices cannot be read at the moment.', {
        'retry-after': RETRY_AFTER_SECONDS,
      });
  }
}

function problem(
  c: PriceContext,
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { requestId } = c.env;
  const { body, type } = problemDocument(requestId, status, code, detail);
  return new Response(body, {
    status,
    headers: {
      ...PROGRAM_HEADERS,
      ...headers,
      'content-type': type,
      'x-request-id': requestId,
    },
  });
}
