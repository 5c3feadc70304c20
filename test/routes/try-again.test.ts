// What people see when passwords cannot be hashed: to try again, with nothing done and nothing counted.
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { err } from '#core/result.ts';
import type { Passwords } from '#ports/passwords.ts';
import { makeEnrolled } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { EMAIL, logIn } from '../support/enter.ts';
import { ledTo, newJar } from '../support/jar.ts';
import { catchLogs } from '../support/logs.ts';
import { acceptTerms, mailedToken, openShop, PASSWORD, signUp } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const NEW_PASSWORD = 'a quiet river at night';
const NONE: Passwords = { hash: refuse, verify: refuse };

async function refuse() {
  return err({ disposition: 'unavailable', code: 'hashing_busy', detail: '' } as const);
}

let world: World;
/** Whether nobody hashes. */
let down: boolean;

beforeEach(async () => {
  catchLogs();
  down = false;
  world = await newWorld({
    bindings: {
      PASSWORD_HASHER: {
        idFromName: (name: string) => env.PASSWORD_HASHER.idFromName(name),
        get: (id: DurableObjectId) => (down ? NONE : env.PASSWORD_HASHER.get(id)),
      },
    },
  });
  await openShop(world);
});

/** The answer while nobody hashes, which asks to try again and changes nothing. */
async function refused(send: () => Promise<Response>): Promise<string> {
  const before = await rows();
  down = true;
  const answer = await send();
  down = false;
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3']);
  const html = await answer.text();
  expect(html).toContain('Please try again in a few seconds');
  expect(html).not.toMatch(new RegExp(`${PASSWORD}|${NEW_PASSWORD}`));
  expect(await rows()).toEqual(before);
  return html;
}

/** Whole, but for counts of attempts that came to nothing. */
async function rows() {
  return { ...(await wholeDatabase()), sign_in_attempt: await failures() };
}

function failures() {
  return world.sql('SELECT key, failures FROM sign_in_attempt WHERE failures > 0 ORDER BY key');
}

describe('without anybody who hashes passwords', () => {
  it('logs nobody in, says so to a known and an unknown address alike, and counts nothing', async () => {
    await makeEnrolled(world, EMAIL);
    const known = await refused(() => logIn(newJar(world)));
    const unknown = await refused(() => logIn(newJar(world), 'nobody@example.com'));
    expect(unknown.replace('nobody@example.com', EMAIL)).toBe(known);
    for (let n = 0; n < 6; n++) await refused(() => logIn(newJar(world)));
    expect(ledTo(await logIn(newJar(world)))).toEqual([303, '/dashboard']);
  });

  it('forgets no wrong password either', async () => {
    await makeEnrolled(world, EMAIL);
    const guesser = newJar(world);
    for (let n = 0; n < 4; n++) await logIn(guesser, EMAIL, 'Wrong-Pass-1');
    await refused(() => logIn(guesser));
    expect((await logIn(guesser, EMAIL, 'Wrong-Pass-1')).status).toBe(401);
    expect((await logIn(guesser, EMAIL, 'Wrong-Pass-1')).status).toBe(429);
  });

  it('makes no client, and the mailed link goes on working', async () => {
    const link = await signUp(world, EMAIL);
    const html = await refused(() => acceptTerms(world, link));
    expect(html).toContain('checked');
    expect((await acceptTerms(world, link)).status).toBe(303);
  });

  it('resets no password, and the mailed link goes on working', async () => {
    await makeEnrolled(world, EMAIL);
    await world.post('/forgot', { email: EMAIL });
    await world.drain();
    const token = await mailedToken(world, EMAIL);
    const send = () => world.post('/reset', { token, password: NEW_PASSWORD });
    await refused(send);
    expect((await send()).status).toBe(303);
  });

  it('confirms nobody and changes no password', async () => {
    await makeEnrolled(world, EMAIL);
    const jar = newJar(world);
    await logIn(jar);
    await refused(() => jar.post('/account/password', { password: NEW_PASSWORD }));
    await refused(() => jar.post('/account/confirm', { password: PASSWORD }));
    expect((await logIn(newJar(world))).status).toBe(303);
  });
});
