// Turnstile on the forms of strangers, over the emulator's siteverify.
import { describe, expect, it } from 'vitest';
import { makeClient } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { rawUrl } from '../support/emulators.ts';
import { catchLogs } from '../support/logs.ts';
import { openShop, PASSWORD } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const HOST = 'billing.test';
const FORMS = {
  signup: { name: 'A', company: '', email: 'ada@example.com', password: PASSWORD },
  login: { email: 'ada@example.com', password: PASSWORD },
  forgot: { email: 'ada@example.com' },
} as const;
type Form = keyof typeof FORMS;
const NAMES = Object.keys(FORMS) as Form[];

async function challenged(settings: Record<string, string> = {}): Promise<World> {
  const world = await newWorld({
    settings: (emulators) => ({
      TURNSTILE_SITE_KEY: '0x4AAAAAAAEMULATEDSITE',
      TURNSTILE_SECRET: '0x4AAAAAAAEMULATEDSITE-secret',
      TURNSTILE_URL: `${emulators.url}/turnstile/v0`,
      ...settings,
    }),
  });
  await openShop(world);
  await makeClient(world);
  return world;
}

/** What the widget hands out once somebody has passed. */
async function solve(world: World, action: string, hostname = HOST): Promise<string> {
  const answer = await fetch(`${world.emulators.url}/turnstile/v0/solved`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hostname, action }),
  });
  return (await answer.json<{ token: string }>()).token;
}

function send(world: World, form: Form, token?: string): Promise<Response> {
  return world.post(`/${form}`, {
    ...FORMS[form],
    ...(token !== undefined && { 'cf-turnstile-response': token }),
  });
}

async function refusedWith(world: World, form: Form, text: string, token?: string) {
  const before = await wholeDatabase();
  const answer = await send(world, form, token);
  expect([form, answer.status]).toEqual([form, 422]);
  const page = await answer.text();
  expect(page).toContain(text);
  expect(page).toContain('value="ada@example.com"');
  expect(page).not.toContain(PASSWORD);
  expect(await wholeDatabase()).toEqual(before);
}

describe('a form of strangers with Turnstile', () => {
  it.each(NAMES)('%s takes an answer that was given to it here, once', async (form) => {
    const world = await challenged();
    const token = await solve(world, form);
    expect((await send(world, form, token)).status).toBe(303);
    await refusedWith(world, form, 'too long ago', token);
  });

  it.each(NAMES)('%s stores nothing and hashes nothing without one', async (form) => {
    const world = await challenged();
    await refusedWith(world, form, 'Wait until the check');
    await refusedWith(world, form, 'Wait until the check', '');
    await refusedWith(world, form, 'did not work', 'made-up');
    await refusedWith(world, form, 'did not work', 'x'.repeat(2_049));
    const other = NAMES.find((name) => name !== form) ?? '';
    await refusedWith(world, form, 'did not work', await solve(world, other));
    await refusedWith(world, form, 'did not work', await solve(world, form, 'evil.test'));
    const old = await solve(world, form);
    await world.passMs(400_000);
    await refusedWith(world, form, 'too long ago', old);
  });

  it.each(NAMES)(
    '%s asks with what its page needs, and says so where there is no script',
    async (form) => {
      const world = await challenged();
      const answer = await world.get(`/${form}`);
      const html = await answer.text();
      const { origin } = new URL(world.emulators.url);
      expect(html).toContain('data-sitekey="0x4AAAAAAAEMULATEDSITE"');
      expect(html).toContain(`data-action="${form}"`);
      expect(html).toContain(`<script src="${world.emulators.url}/turnstile/v0/api.js"`);
      expect(html).toMatch(/<noscript>.*needs JavaScript/s);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(new RegExp(`script-src[^;]* ${origin}`));
      expect(policy).toContain(`frame-src ${origin}`);
      expect(policy).not.toContain('unsafe');
    },
  );

  it('opens the policy of no other page, and of none where no keys are set', async () => {
    const world = await challenged();
    const { origin } = new URL(world.emulators.url);
    for (const path of ['/', '/signup/sent', '/forgot/sent', '/login/code', '/reset', '/terms']) {
      const policy = (await world.get(path)).headers.get('content-security-policy') ?? '';
      expect([path, policy.includes(`frame-src`)]).toEqual([path, false]);
      expect(/script-src([^;]*)/.exec(policy)?.[1] ?? '').not.toContain(origin);
    }
    const plain = await newWorld();
    for (const form of NAMES) {
      const answer = await plain.get(`/${form}`);
      expect(answer.headers.get('content-security-policy')).not.toContain('frame-src');
      expect(await answer.text()).not.toContain('turnstile');
    }
  });

  it('tells the log why, and nothing of the person or the answer', async () => {
    const world = await challenged();
    const lines = catchLogs();
    await send(world, 'login', 'made-up');
    expect(lines).toMatchObject([
      { event: 'challenge_failed', form: 'login', codes: 'invalid-input-response' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/made-up|ada@/);
  });
});

describe('a challenge that nobody can judge', () => {
  const internalError = { success: false, 'error-codes': ['internal-error'] };
  const outages: readonly (readonly [string, Record<string, string>])[] = [
    ['does not answer', { TURNSTILE_URL: rawUrl('cut-before-headers') }],
    ['says what is no verdict', { TURNSTILE_URL: rawUrl('html') }],
    ['does not know our secret', { TURNSTILE_SECRET: 'another' }],
    ['has an error of its own', {}],
  ];

  async function outage(settings: Record<string, string>, policy: 'pass' | 'refuse') {
    const world = await challenged({ ...settings, TURNSTILE_OUTAGE: policy });
    const rule = {
      path: '/siteverify',
      times: 9,
      status: 200,
      body: JSON.stringify(internalError),
    };
    await fetch(`${world.emulators.url}/turnstile/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify('TURNSTILE_SECRET' in settings ? [] : [rule]),
    });
    return world;
  }

  it.each(outages)(
    'because the service %s lets people pass, unless the provider wants otherwise',
    async (_what, settings) => {
      const lines = catchLogs();
      const open = await outage(settings, 'pass');
      expect((await send(open, 'login', await solve(open, 'login'))).status).toBe(303);
      expect(lines).toContainEqual(
        expect.objectContaining({ event: 'challenge_unavailable', form: 'login', passed: true }),
      );
      // Nobody is asked about an answer that is not there.
      await refusedWith(open, 'signup', 'Wait until the check');
      const closed = await outage(settings, 'refuse');
      const token = await solve(closed, 'login');
      await refusedWith(closed, 'login', 'At the moment we cannot check', token);
    },
  );
});
