// One service for a whole file of fuzzed routes: the app over real ports and a real D1, told after every answer whether it
// was a sound one.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { expect } from 'vitest';
import { ok } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { createApp, isPriceAddress, panelPrices } from '../../../../src/app.tsx';
import { composeFromRaw } from '../../../../src/compose.ts';
import { openShop } from '../../../support/people.ts';
import { newWorld, ORIGIN, type WorldOptions } from '../../../support/world.ts';
import { watchWrites } from './watched-writes.ts';

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

export async function newFuzzedService(settings: WorldOptions['settings'] = {}) {
  const world = await newWorld({ settings });
  await openShop(world);
  const writes = watchWrites();
  const faults: string[] = [];
  const composed = composeFromRaw({ ...world.rawEnv, DB: writes.binding }, {}, world.clock);
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
    writes.take();
    faults.length = 0;
    const answer = isPriceAddress(request.url)
      ? await panelPrices.fetch(request, { ports, requestId: 'fuzz' }, context)
      : await app.fetch(request, bindings, context);
    await waitOnExecutionContext(context);
    await expectSound(answer.clone(), faults, writes.take());
    return answer;
  }

  return { world, ports, ask };
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
