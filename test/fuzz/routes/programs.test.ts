// What other programs send: the API, signed requests, and the panel's and the billing system's own calls.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { WHMCS } from '../../adapters/billing/contract/support/whmcs.ts';
import { makeKey } from '../../support/api.ts';
import { enrolMany } from '../../support/people.ts';
import type { WorldOptions } from '../../support/world.ts';
import { jsonLike, jsonTextLike, textLike } from '../support/mutations.ts';
import { oddText } from '../support/odd-values.ts';
import { type FuzzedService, fuzzRequests } from './support/fuzzed-service.ts';
import { API_BODIES, API_QUERIES, CLAIMS, READ } from './support/json-inputs.ts';
import { pathOf, routesOf } from './support/routes-of.ts';

/** A body, an address or a head beyond its bound (docs/abuse.md). */
const TOO_LONG = [413, 414, 431];

const EVENT_SECRET = 'event-secret-of-the-fuzzing-suite-0123456789';
const PRICE_TOKEN = 'price-token-of-the-fuzzing-suite';
const SIGNAL_SECRET = 'signal-secret-of-the-fuzzing-suite';

const SETTINGS: WorldOptions['settings'] = ({ url }) => ({
  ...WHMCS.settings(url),
  BILLING_SIGNAL_SECRET: SIGNAL_SECRET,
  PANEL_EVENT_SECRET: EVENT_SECRET,
  PANEL_PRICE_TOKEN: PRICE_TOKEN,
  API_CALLS_PER_MINUTE: '100000',
});

/** A service with two clients, asked by other programs. */
function fuzzPrograms<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  begin: (service: FuzzedService) => Promise<(input: T) => unknown>,
): void {
  fuzzRequests(
    name,
    inputs,
    async (service) => {
      await enrolMany(service.world, 2);
      return begin(service);
    },
    SETTINGS,
  );
}

const isRead = (method: string) => method === 'GET';
const isWrite = (method: string) => method !== 'GET';

function inApi(isWanted: (method: string) => boolean) {
  return fc
    .constantFrom(...routesOf('api', isWanted))
    .chain((route) => fc.tuple(fc.constant(route.method), pathOf(route, [])));
}

describe('the API', () => {
  const bodies = fc.tuple(inApi(isWrite), jsonTextLike(...API_BODIES), fc.option(oddText));
  fuzzPrograms('JSON of the API', bodies, async (service) => {
    const authorization = await newAuthorization(service);
    return async ([[method, path], body, repeat]) => {
      const headers = {
        authorization,
        'content-type': 'application/json',
        ...(repeat !== null && { 'idempotency-key': repeat }),
      };
      await service.ask(path, { method, body, headers });
    };
  });

  const queries = fc.tuple(inApi(isRead), textLike(...API_QUERIES));
  fuzzPrograms('queries of the API', queries, async (service) => {
    const authorization = await newAuthorization(service);
    return async ([[, path], query]) => {
      await service.ask(`${path}?${query}`, { headers: { authorization } });
    };
  });
});

async function newAuthorization({ world }: FuzzedService): Promise<string> {
  return `Bearer ${(await makeKey(world)).text}`;
}

type Asked = Readonly<Record<'method' | 'path', string>>;

describe('signed requests', () => {
  const signed = fc.constantFrom(...routesOf('signed', () => true)).chain((route) =>
    fc.record({
      method: fc.constant(route.method),
      path: pathOf(route, []),
      claims: jsonLike(...(route.method === 'GET' ? [READ] : (CLAIMS[route.pattern] ?? [READ]))),
    }),
  );

  function send(service: FuzzedService, { method, path }: Asked, jws: string) {
    if (method === 'GET') {
      return service.ask(path, { headers: { authorization: `Bearer ${jws}` } });
    }
    const headers = { 'content-type': 'application/jose' };
    return service.ask(path, { method, body: jws, headers });
  }

  fuzzPrograms('claims of signed requests', signed, async (service) => async (input) => {
    const { claims } = input;
    const named = typeof claims === 'object' && claims !== null ? claims : { action: claims };
    await send(service, input, await service.world.sign({ ...named }));
  });

  const broken = fc.tuple(
    signed,
    fc.nat({ max: 2 }),
    textLike('AAAA'),
    jsonTextLike({ alg: 'EdDSA', kid: 'test-admin' }),
  );
  fuzzPrograms('signed requests that are tampered with', broken, async (service) => {
    const whole = await service.world.sign(READ);
    return async ([input, part, odd, header]) => {
      const parts = whole.split('.');
      const before = parts[part];
      parts[part] = part === 0 ? Buffer.from(header).toString('base64url') : odd;
      fc.pre(parts[part] !== before);
      const answer = await send(service, input, parts.join('.'));
      expect([401, 404, ...TOO_LONG]).toContain(answer.status);
    };
  });
});

describe('calls of the panel and of the billing system', () => {
  const parameters = {
    server_id: 7,
    user_id: 1,
    tokens: 5_000,
    billing_user_id: 2_001,
    event: 'x',
  };
  const queries = textLike('server_id=7', 'user_id=2&tokens=5000', 'billing_user_id=2001', '');
  const call = fc.record({
    query: queries,
    body: fc.oneof(jsonTextLike(parameters), queries),
    type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/html', ''),
  });
  const postOf = ({ body, type }: { body: string; type: string }, headers = {}) => ({
    method: 'POST',
    body: new TextEncoder().encode(body),
    headers: { ...headers, ...(type && { 'content-type': type }) },
  });

  fuzzPrograms('events of the panel', call, async (service) => async (input) => {
    await service.ask(`/panel/events/${EVENT_SECRET}?${input.query}`, postOf(input));
  });

  const priced = fc.tuple(call, fc.boolean());
  fuzzPrograms('price questions of the panel', priced, async (service) => {
    const authorization = `Bearer ${PRICE_TOKEN}`;
    return async ([input, isGet]) => {
      const asked = isGet ? { headers: { authorization } } : postOf(input, { authorization });
      await service.ask(`/panel/prices/?${input.query}`, asked);
    };
  });

  const signals = fc.record({
    body: jsonTextLike({ id: 'e', event: 'InvoicePaid', invoiceid: 5 }),
    at: textLike('1794312000'),
    isSigned: fc.boolean(),
  });
  fuzzPrograms('signals of the billing system', signals, async (service) => async (input) => {
    const { body, at, isSigned } = input;
    const secret = isSigned ? SIGNAL_SECRET : 'another';
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const headers = { 'x-postmeter-timestamp': at, 'x-postmeter-signature': signature };
    const answer = await service.ask('/billing/signal', { method: 'POST', body, headers });
    if (!isSigned) expect([400, 403, ...TOO_LONG]).toContain(answer.status);
  });
});
