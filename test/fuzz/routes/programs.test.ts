// What other programs send: the API, signed requests, and the panel's and the billing system's own calls.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect } from 'vitest';
import { WHMCS } from '../../adapters/billing/contract/support/whmcs.ts';
import { makeKey } from '../../support/api.ts';
import { enrolMany } from '../../support/people.ts';
import { A_REQUEST, fuzz } from '../support/fuzz.ts';
import { jsonLike, jsonTextLike, textLike } from '../support/mutations.ts';
import { oddText } from '../support/odd-values.ts';
import { type FuzzedService, newFuzzedService } from './support/fuzzed-service.ts';
import { API_BODIES, API_QUERIES, CLAIMS, READ } from './support/json-inputs.ts';
import { pathOf, routesOf } from './support/routes-of.ts';

const EVENT_SECRET = 'event-secret-of-the-fuzzing-suite-0123456789';
const PRICE_TOKEN = 'price-token-of-the-fuzzing-suite';
const SIGNAL_SECRET = 'signal-secret-of-the-fuzzing-suite';

let service: FuzzedService;
let key = '';
beforeAll(async () => {
  service = await newFuzzedService(({ url }) => ({
    ...WHMCS.settings(url),
    BILLING_SIGNAL_SECRET: SIGNAL_SECRET,
    PANEL_EVENT_SECRET: EVENT_SECRET,
    PANEL_PRICE_TOKEN: PRICE_TOKEN,
    API_CALLS_PER_MINUTE: '100000',
  }));
  await enrolMany(service.world, 2);
  key = (await makeKey(service.world)).text;
});

const isRead = (method: string) => method === 'GET';
const isWrite = (method: string) => method !== 'GET';

function inApi(isWanted: (method: string) => boolean) {
  return fc
    .constantFrom(...routesOf('api', isWanted))
    .chain((route) => fc.tuple(fc.constant(route.method), pathOf(route, [])));
}

describe('the API', () => {
  const bodies = fc.tuple(inApi(isWrite), jsonTextLike(...API_BODIES), fc.option(oddText));
  fuzz(
    'JSON of the API',
    bodies,
    async ([[method, path], body, repeat]) => {
      const headers = {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        ...(repeat !== null && { 'idempotency-key': repeat }),
      };
      await service.ask(path, { method, body, headers });
    },
    A_REQUEST,
  );

  const queries = fc.tuple(inApi(isRead), textLike(...API_QUERIES));
  fuzz(
    'queries of the API',
    queries,
    async ([[, path], query]) => {
      await service.ask(`${path}?${query}`, { headers: { authorization: `Bearer ${key}` } });
    },
    A_REQUEST,
  );
});

describe('signed requests', () => {
  const signed = fc.constantFrom(...routesOf('signed', () => true)).chain((route) =>
    fc.record({
      method: fc.constant(route.method),
      path: pathOf(route, []),
      claims: jsonLike(...(route.method === 'GET' ? [READ] : (CLAIMS[route.pattern] ?? [READ]))),
    }),
  );

  function send({ method, path }: { method: string; path: string }, jws: string) {
    if (method === 'GET') {
      return service.ask(path, { headers: { authorization: `Bearer ${jws}` } });
    }
    const headers = { 'content-type': 'application/jose' };
    return service.ask(path, { method, body: jws, headers });
  }

  fuzz(
    'claims of signed requests',
    signed,
    async (input) => {
      const { claims } = input;
      const named = typeof claims === 'object' && claims !== null ? claims : { action: claims };
      await send(input, await service.world.sign({ ...named }));
    },
    A_REQUEST,
  );

  const broken = fc.tuple(
    signed,
    fc.nat({ max: 2 }),
    textLike('AAAA'),
    jsonTextLike({ alg: 'EdDSA', kid: 'test-admin' }),
  );
  fuzz('signed requests that are tampered with', broken, async ([input, part, odd, header]) => {
    const parts = (await service.world.sign(READ)).split('.');
    const before = parts[part];
    parts[part] = part === 0 ? Buffer.from(header).toString('base64url') : odd;
    fc.pre(parts[part] !== before);
    const answer = await send(input, parts.join('.'));
    expect([401, 404]).toContain(answer.status);
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

  fuzz(
    'events of the panel',
    call,
    async (input) => {
      await service.ask(`/panel/events/${EVENT_SECRET}?${input.query}`, postOf(input));
    },
    A_REQUEST,
  );

  const authorization = `Bearer ${PRICE_TOKEN}`;
  fuzz('price questions of the panel', fc.tuple(call, fc.boolean()), async ([input, isGet]) => {
    const path = `/panel/prices/?${input.query}`;
    await service.ask(
      path,
      isGet ? { headers: { authorization } } : postOf(input, { authorization }),
    );
  });

  const signals = fc.record({
    body: jsonTextLike({ id: 'e', event: 'InvoicePaid', invoiceid: 5 }),
    at: textLike('1794312000'),
    isSigned: fc.boolean(),
  });
  fuzz('signals of the billing system', signals, async ({ body, at, isSigned }) => {
    const secret = isSigned ? SIGNAL_SECRET : 'another';
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const headers = { 'x-postmeter-timestamp': at, 'x-postmeter-signature': signature };
    const answer = await service.ask('/billing/signal', { method: 'POST', body, headers });
    if (!isSigned) expect([400, 403]).toContain(answer.status);
  });
});
