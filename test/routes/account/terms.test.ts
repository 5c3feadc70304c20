import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { makeClient } from '../../support/clients.ts';
import { auditRows } from '../../support/database.ts';
import { enrolledAndEntered, entered, SLOW } from '../../support/enter.ts';
import { ledTo, newJar } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { becomeClient, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

async function publish(version: string): Promise<void> {
  await world.passMs(1_000);
  await world.ports.store.commit([
    {
      type: 'terms_published',
      terms: {
        kind: 'terms_of_service',
        version,
        text: `Be kinder, ${version}.`,
        url: '',
        hash: `hash-of-${version}`,
      },
      atMs: world.clock.nowMs(),
    },
  ]);
}

const panelCalls = async () => (await world.emulators.requests()).length;

describe('a new version of the terms', SLOW, () => {
  it('stands before everything that uses the service', async () => {
    const { jar } = await enrolledAndEntered(world);
    await publish('2');
    const calls = await panelCalls();
    for (const path of ['/dashboard', '/ready', '/account', '/account/sessions']) {
      expect(ledTo(await jar.get(path)), path).toEqual([303, '/account/accept']);
    }
    for (const path of ['/sign-on', '/enrol', '/account/password']) {
      expect(ledTo(await jar.post(path)), path).toEqual([303, '/account/accept']);
    }
    expect(await panelCalls()).toBe(calls);
    expect(ledTo(await (await entered(world)).get('/dashboard'))).toEqual([303, '/account/accept']);
  });

  it('keeps nobody from invoices, logging out, their data or leaving', async () => {
    const { jar } = await enrolledAndEntered(world);
    await publish('2');
    for (const path of [
      '/invoices',
      '/account/data',
      '/account/data.zip',
      '/account/close',
      '/account/terms',
    ]) {
      expect((await jar.get(path)).status, path).toBe(200);
    }
    const invoice = await jar.get(`/invoices/inv_${'0'.repeat(26)}`);
    expect(invoice.status).toBe(404);
    expect(ledTo(await jar.post('/logout'))).toEqual([303, '/login?notice=signed_out']);
  });

  it('shows only the text that is new, and goes on once it is accepted', async () => {
    const { jar } = await enrolledAndEntered(world);
    await publish('2');
    const page = await jar.read('/account/accept');
    expect(page).toContain('value="terms_of_service:2"');
    expect(page).not.toContain('post_pay_terms');
    const answer = await jar.post('/account/accept', { accept: 'terms_of_service:2' });
    expect(ledTo(answer)).toEqual([303, '/dashboard']);
    expect((await jar.get('/dashboard')).status).toBe(200);
    expect(ledTo(await jar.get('/account/accept'))).toEqual([303, '/dashboard']);
    expect(await auditRows('terms_accepted')).toHaveLength(1);
  });

  it.each([
    ['nothing', {}],
    ['the older version', { accept: 'terms_of_service:1' }],
    ['another text', { accept: 'post_pay_terms:2' }],
  ])('is not accepted by ticking %s', async (_, fields) => {
    const { jar } = await enrolledAndEntered(world);
    await publish('2');
    const answer = await jar.post('/account/accept', fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Please accept the Terms of Service to go on.');
    expect((await jar.get('/dashboard')).status).toBe(303);
  });

  it('counts the one in force when the form comes, not the one that was shown', async () => {
    const { jar } = await enrolledAndEntered(world);
    await publish('2');
    await jar.get('/account/accept');
    await publish('3');
    const answer = await jar.post('/account/accept', { accept: 'terms_of_service:2' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="terms_of_service:3"');
  });

  it('may be accepted twice; the first time counts', async () => {
    const { id, jar } = await enrolledAndEntered(world);
    await publish('2');
    const fields = { accept: 'terms_of_service:2' };
    const answers = await Promise.all([
      jar.post('/account/accept', fields),
      jar.post('/account/accept', fields),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const accepted = await world.ports.store.account.acceptedTerms(id);
    expect(accepted.filter(({ version }) => version === '2')).toHaveLength(1);
  });

  it('is asked of whoever waits for a panel account, and not of who has yet to enrol', async () => {
    await makeClient(world, { email: 'waiting@example.com', state: 'provisioning_failed' });
    await makeClient(world, { email: 'imported@example.com', state: 'not_enrolled' });
    await publish('2');
    const seen = [];
    for (const email of ['waiting@example.com', 'imported@example.com']) {
      const jar = newJar(world);
      await jar.post('/login', { email, password: 'Abcdef123' });
      seen.push((await jar.get('/dashboard')).status);
    }
    expect(seen).toEqual([303, 200]);
  });
});

describe('the evidence', SLOW, () => {
  it('can be taken along: the text, its hash, when, and from where', async () => {
    const cookie = await becomeClient(world, 'grace@example.com');
    const answer = await world.get('/account/terms.json', cookie);
    expect(answer.headers.get('content-disposition')).toContain('accepted-terms.json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const evidence = await answer.json<{ acceptances: Record<string, string>[] }>();
    expect(evidence.acceptances).toHaveLength(2);
    expect(evidence.acceptances).toContainEqual({
      kind: 'terms_of_service',
      version: '1',
      hash: 'h1',
      acceptedAt: '2026-11-10T12:00:00.000Z',
      ip: '',
      userAgent: '',
      text: 'Be kind.',
      url: '',
    });
    const page = await (await world.get('/account/terms', cookie)).text();
    expect(page).toContain('href="/terms/terms_of_service/1"');
  });

  it('has only one’s own', async () => {
    await becomeClient(world, 'grace@example.com');
    const id = await makeClient(world, { email: 'new@example.com', state: 'not_enrolled' });
    const evidence = await world.ports.store.account.acceptedTerms(id as ClientId);
    expect(evidence).toEqual([]);
  });
});
