// One service for all requests of a test: the app over real ports and the database's own engine, told after every answer
// whether it was a sound one.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import type fc from 'fast-check';
import { expect, it } from 'vitest';
import { ok } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { createApp, isPriceAddress, panelPrices } from '../../../../src/app.tsx';
import { composeFromRaw } from '../../../../src/compose.ts';
import { type LocalWork, withLocalDatabase } from '../../../support/local-database.ts';
import { openShop } from '../../../support/people.ts';
import { InvoiceRun } from '../../../support/worker.ts';
import { newWorld, ORIGIN, type World, type WorldOptions } from '../../../support/world.ts';
import { registerWorld } from '../../../support/worlds.ts';
import { expectNoFault, TIMEOUT_MS } from '../../support/fuzz.ts';

/** What a refused request may leave behind: that it was tried, and what its page remembers of the panel's usage. */
const TRACES = [
  'sign_in_attempt',
  'admin_request',
  'api_key',
  'audit_event',
  'idempotent_request',
  'usage_day',
];

const CODE = /^[a-z][a-z0-9_]*$/;

interface AskInit {
  readonly method?: string;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
}

export type FuzzedService = Awaited<ReturnType<typeof newFuzzedService>>;

/** Tests that every answer is sound. `begin` makes what the requests need, and answers what each input asks. */
export function fuzzRequests<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  begin: (service: FuzzedService) => Promise<(input: T) => unknown>,
  settings?: WorldOptions['settings'],
): void {
  it(name, { timeout: TIMEOUT_MS }, () =>
    withLocalDatabase(async (local) => {
      const service = await newFuzzedService(local, settings);
      await expectNoFault(name, inputs, await begin(service));
    }),
  );
}

async function newFuzzedService(local: LocalWork, settings: WorldOptions['settings'] = {}) {
  const world = await newWorld({ settings });
  await openShop(world);
  const faults: string[] = [];
  const rawEnv = { ...world.rawEnv, INVOICE_RUN: runInPlace(local, world) };
  const composed = composeFromRaw(rawEnv, {}, world.clock);
  const ports: Ports = {
    ...composed,
    // Made slow for attackers, and no parser: ten thousand of them would take minutes.
    passwords: {
      hash: async () => ok('hash'),
      verify: async (password) => ok(password === 'Abcdef123'),
    },
    log: {
      info: () => {},
      warn: () => {},
      error: (event, fields) => void faults.push(`${event} ${JSON.stringify(fields)}`),
    },
  };
  const app = createApp();
  const bindings = { ports, formOrigins: [ORIGIN], requestId: 'fuzz' };

  async function ask(path: string, init: AskInit = {}): Promise<Response> {
    const request = requestOf(path, init);
    const context = createExecutionContext();
    local.takeChanged();
    faults.length = 0;
    const answer = isPriceAddress(request.url)
      ? await panelPrices.fetch(request, { ports, requestId: 'fuzz' }, context)
      : await app.fetch(request, bindings, context);
    await waitOnExecutionContext(context);
    await expectSound(answer.clone(), faults, local.takeChanged());
    return answer;
  }

  return { world, ports, ask };
}

/** A namespace with one run object, which works where its database is. */
function runInPlace({ object, state, unwatched }: LocalWork, { rawEnv, clock }: World) {
  const ports = composeFromRaw({ ...rawEnv, DB: unwatched }, {}, clock);
  registerWorld(state.id.toString(), () => ports);
  const run = new InvoiceRun(state, rawEnv);
  object.run = run;
  return { idFromName: () => state.id, get: () => run };
}

/** Header values are visible ASCII by then: whatever else is in them, the platform in front of us refuses. */
function requestOf(path: string, { headers = {}, ...init }: AskInit): Request {
  const visible = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    value.replace(/[^\x20-\x7e]/g, '?'),
  ]);
  return new Request(`${ORIGIN}${path}`, { redirect: 'manual', ...init, headers: visible });
}

async function expectSound(
  answer: Response,
  faults: readonly string[],
  written: ReadonlySet<string>,
): Promise<void> {
  expect(answer.status, faults.join('\n')).not.toBe(500);
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) expect(await answer.clone().text()).not.toContain('<zq');
  const location = answer.headers.get('location') ?? '/';
  expect(location).toMatch(/^(?:\/(?![/\\])|http:\/\/127\.0\.0\.1:)/);
  if (answer.status < 400) return;
  if (/json/.test(type)) expect((await answer.json<{ code: unknown }>()).code).toMatch(CODE);
  expect([...written].filter((table) => !TRACES.includes(table))).toEqual([]);
}
