// Loaded ahead, because the adapter loads it late and the test runner takes seconds to.
import '@simplewebauthn/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Authenticator, newAuthenticator } from '../../support/authenticator.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { type Jar, ledTo, newJar } from '../../support/jar.ts';
import { approve, challengeOn, enterArea } from '../../support/operators.ts';
import { requestWith } from '../../support/request-with.ts';
import {
  ADMIN_KID,
  newWorld,
  ORIGIN,
  READER,
  READER_KID,
  type World,
} from '../../support/world.ts';

const SLOW = { timeout: 30_000 };

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

async function challengeFrom(jar: Jar, path: string): Promise<string> {
  const answer = await jar.get(path);
  expect(answer.status).toBe(200);
  return (await answer.json<{ challenge: string }>()).challenge;
}

async function add(jar: Jar, authenticator: Authenticator): Promise<Response> {
  const challenge = await challengeFrom(jar, '/admin/passkeys/options');
  const answer = await authenticator.create({ challenge });
  return jar.post('/admin/passkeys', { answer, name: 'laptop' });
}

async function withPasskey(signing = {}) {
  const jar = await enterArea(world, signing);
  const authenticator = await newAuthenticator(ORIGIN);
  expect(ledTo(await add(jar, authenticator))).toEqual([303, '/admin/passkeys']);
  return { jar, authenticator };
}

async function signInWith(authenticator: Authenticator, jar = newJar(world)) {
  const challenge = await challengeFrom(jar, '/admin/sign-in/passkey/options');
  const answer = await authenticator.get({ challenge });
  return {
    jar,
    answered: await jar.post('/admin/sign-in/passkey', { answer, next: '/admin/audit' }),
  };
}

describe('a passkey of an operator', SLOW, () => {
  it('lets its key in without the command, with the role of that key', async () => {
    const { authenticator } = await withPasskey(READER);
    const { jar, answered } = await signInWith(authenticator);
    expect(ledTo(answered)).toEqual([303, '/admin/audit']);
    expect(await jar.read('/admin')).toContain(READER_KID);
    expect((await jar.post('/admin/terms', {})).status).toBe(403);
    const [added] = await auditRows('operator_passkey_added');
    expect(added).toMatchObject({ actor: `admin:${READER_KID}`, subjectId: READER_KID });
  });

  it('is worth nothing once its key is no longer configured', async () => {
    const { authenticator } = await withPasskey();
    const jar = newJar(world);
    const challenge = await challengeFrom(jar, '/admin/sign-in/passkey/options');
    const answer = await authenticator.get({ challenge });
    const adminSignatures = { ...world.ports.adminSignatures, roleOf: () => undefined };
    const cookie = [...jar.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answered = await requestWith(
      { ...world.ports, adminSignatures },
      '/admin/sign-in/passkey',
      {
        method: 'POST',
        body: new URLSearchParams({ answer }),
        headers: { cookie },
      },
    );
    expect(answered.status).toBe(401);
    expect((await wholeDatabase()).operator_session).toHaveLength(1);
  });

  it('is not asked for twice with the same challenge, nor by another browser', async () => {
    const { authenticator } = await withPasskey();
    const jar = newJar(world);
    const challenge = await challengeFrom(jar, '/admin/sign-in/passkey/options');
    const note = jar.cookies.get('postmeter_challenge') ?? '';
    const answer = await authenticator.get({ challenge });
    const elsewhere = newJar(world);
    expect((await elsewhere.post('/admin/sign-in/passkey', { answer })).status).toBe(401);
    expect((await jar.post('/admin/sign-in/passkey', { answer })).status).toBe(303);
    const again = newJar(world, { cookies: [`postmeter_challenge=${note}`] });
    expect((await again.post('/admin/sign-in/passkey', { answer })).status).toBe(401);
  });

  it('is no way into a client’s account, and a client’s challenge none into the area', async () => {
    const { authenticator } = await withPasskey();
    const jar = newJar(world);
    const forClients = await challengeFrom(jar, '/login/passkey/options');
    const answer = await authenticator.get({ challenge: forClients });
    expect((await jar.post('/admin/sign-in/passkey', { answer })).status).toBe(401);
    const forArea = await challengeFrom(jar, '/admin/sign-in/passkey/options');
    const other = await authenticator.get({ challenge: forArea });
    expect((await jar.post('/login/passkey', { answer: other })).status).toBe(401);
  });

  it('is a fresh proof for its own key alone', async () => {
    const { jar, authenticator } = await withPasskey();
    await world.passMs(5 * 60_000);
    const setPrice = '/admin/prices/set?currency=USD&price=1&firstMonth=2027-01';
    const led = `/admin/confirm?next=${encodeURIComponent(setPrice)}`;
    expect(ledTo(await jar.get(setPrice))).toEqual([303, led]);
    const challenge = await challengeFrom(jar, '/admin/confirm/passkey/options');
    const foreign = await (await withPasskey(READER)).authenticator.get({ challenge });
    expect((await jar.post('/admin/confirm/passkey', { answer: foreign })).status).toBe(401);
    const second = await challengeFrom(jar, '/admin/confirm/passkey/options');
    const answer = await authenticator.get({ challenge: second });
    const proved = await jar.post('/admin/confirm/passkey', { answer, next: setPrice });
    expect(ledTo(proved)).toEqual([303, setPrice]);
    expect((await jar.get(setPrice)).status).toBe(200);
  });

  it('is added only with a fresh proof', async () => {
    const jar = await enterArea(world);
    await world.passMs(5 * 60_000);
    const led = '/admin/confirm?next=%2Fadmin%2Fpasskeys%2Foptions';
    expect(ledTo(await jar.get('/admin/passkeys/options'))).toEqual([303, led]);
    expect(ledTo(await jar.post('/admin/passkeys', {}))[0]).toBe(303);
    expect((await wholeDatabase()).operator_passkey).toEqual([]);
  });

  it('is removed by its owner or an operator, and by no other reader', async () => {
    const { jar } = await withPasskey();
    const reader = await enterArea(world, READER);
    const [row] = (await wholeDatabase()).operator_passkey as { credential_id: string }[];
    const passkey = row?.credential_id ?? '';
    await reader.post('/admin/passkeys/remove', { passkey });
    expect((await wholeDatabase()).operator_passkey).toHaveLength(1);
    await jar.post('/admin/passkeys/remove', { passkey });
    expect((await wholeDatabase()).operator_passkey).toEqual([]);
    expect(await auditRows('operator_passkey_removed')).toHaveLength(1);
  });
});

describe('the sessions of the admin area', () => {
  it('are listed, and ended by an operator or by themselves', async () => {
    const operator = await enterArea(world);
    const reader = await enterArea(world, READER);
    const page = await operator.read('/admin/passkeys');
    for (const kid of [ADMIN_KID, READER_KID]) expect(page).toContain(kid);
    const sessionOf = async (kid: string) => {
      const rows = (await wholeDatabase()).operator_session as {
        kid: string;
        token_hash: string;
      }[];
      return rows.find((row) => row.kid === kid)?.token_hash.slice(0, 16) ?? '';
    };
    await reader.post('/admin/passkeys/sessions', { session: await sessionOf(ADMIN_KID) });
    expect((await operator.get('/admin')).status).toBe(200);
    await operator.post('/admin/passkeys/sessions', { session: await sessionOf(READER_KID) });
    expect(ledTo(await reader.get('/admin'))[0]).toBe(303);
    expect(await auditRows('session_ended')).toHaveLength(1);
  });

  it('take a fresh proof from the key that opened them alone', async () => {
    const jar = await enterArea(world);
    await world.passMs(5 * 60_000);
    await approve(world, await challengeOn(jar, '/admin/confirm'), READER);
    expect((await jar.get('/admin/confirm')).status).toBe(200);
    jar.cookies.delete('__Host-postmeter_operator_wait');
    await approve(world, await challengeOn(jar, '/admin/confirm'));
    expect(ledTo(await jar.get('/admin/confirm?next=/admin/prices'))).toEqual([
      303,
      '/admin/prices',
    ]);
  });

  it('are noted as seen once a minute', async () => {
    const jar = await enterArea(world);
    const seen = async () =>
      (await world.sql<{ at: number }>('SELECT seen_at_ms AS at FROM operator_session'))[0]?.at;
    const opened = await seen();
    await world.passMs(59_000);
    await jar.get('/admin/settings');
    expect(await seen()).toBe(opened);
    await world.passMs(1_000);
    await jar.get('/admin/settings');
    expect(await seen()).toBe((opened ?? 0) + 60_000);
  });
});
