import { TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import {
  EMAIL,
  enrolledAndEntered,
  entered,
  logIn,
  SLOW,
  subjectsTo,
} from '../../support/enter.ts';
import { type Jar, ledTo, newJar } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { openShop, PASSWORD } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const STEP_MS = 30_000;

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

function codeAt(secret: string, atMs = world.clock.nowMs()): string {
  return new TOTP({ secret }).generate({ timestamp: atMs });
}

/** What the page offers: the key to type, and the note in the form. */
function offerIn(html: string): { secret: string; note: string } {
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(html)?.[1]?.replaceAll(' ', '') ?? '';
  const note = /name="note" value="([^"]+)"/.exec(html)?.[1] ?? '';
  return { secret, note };
}

/** Switches codes on; answers the secret and the recovery codes. */
async function switchOn(jar: Jar): Promise<{ secret: string; codes: readonly string[] }> {
  const { secret, note } = offerIn(await jar.read('/account/second-factor'));
  const answer = await jar.post('/account/second-factor', { note, code: codeAt(secret) });
  expect(answer.status).toBe(200);
  const codes = [...(await answer.text()).matchAll(/<li><code>([\w-]+)<\/code>/g)];
  return { secret, codes: codes.map(([, code = '']) => code) };
}

describe('switching codes on', SLOW, () => {
  it('takes the first code as proof, shows ten recovery codes once, and ends other sessions', async () => {
    const { jar } = await enrolledAndEntered(world);
    const other = await entered(world, { ip: '198.51.100.7' });
    const { codes } = await switchOn(jar);
    expect(codes).toHaveLength(10);
    expect(await jar.read('/account/second-factor')).toContain('You have 10 recovery codes left.');
    expect((await other.get('/dashboard')).status).toBe(303);
    expect((await jar.get('/dashboard')).status).toBe(200);
    expect((await auditRows('second_factor_on')).map(({ actor }) => actor)).toEqual(['client']);
    expect(await subjectsTo(world)).toContain('Codes from an app are switched on');
  });

  it('stores the secret sealed and the recovery codes as digests', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { secret, codes } = await switchOn(jar);
    const stored = JSON.stringify(await wholeDatabase());
    expect(stored).not.toContain(secret);
    for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''));
  });

  it('keeps the offer while codes are mistyped, and stores nothing', async () => {
    const { jar } = await enrolledAndEntered(world);
    const first = offerIn(await jar.read('/account/second-factor'));
    const answer = await jar.post('/account/second-factor', { note: first.note, code: '000000' });
    expect(answer.status).toBe(422);
    const second = offerIn(await answer.text());
    expect(second.secret).toBe(first.secret);
    expect((await wholeDatabase()).second_factor).toEqual([]);
  });

  it('does not take the offer of somebody else, a made-up one or one that is too old', async () => {
    const { jar } = await enrolledAndEntered(world);
    const foreign = await world.ports.secrets.seal(
      JSON.stringify({
        purpose: 'new_second_factor',
        untilMs: 9e15,
        content: { clientId: 'cli_other', secret: 'GEZDGNBVGY3TQOJQ' },
      }),
    );
    const old = offerIn(await jar.read('/account/second-factor'));
    for (const note of [foreign, 'made-up', '']) {
      const code = codeAt('GEZDGNBVGY3TQOJQ');
      const answer = await jar.post('/account/second-factor', { note, code });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('That took too long.');
    }
    await world.passMs(3_600_000);
    await jar.post('/account/confirm', { password: PASSWORD, next: '/account/second-factor' });
    const late = await jar.post('/account/second-factor', {
      note: old.note,
      code: codeAt(old.secret),
    });
    expect(late.status).toBe(422);
    expect((await wholeDatabase()).second_factor).toEqual([]);
  });

  it('keeps the first when the form is sent twice', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { secret, note } = offerIn(await jar.read('/account/second-factor'));
    const fields = { note, code: codeAt(secret) };
    const [one, two] = await Promise.all([
      jar.post('/account/second-factor', fields),
      jar.post('/account/second-factor', fields),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 303]);
    expect((await wholeDatabase()).recovery_code).toHaveLength(10);
  });
});

describe('logging in with codes', SLOW, () => {
  it('asks for the code, and lets nobody in before it', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { secret } = await switchOn(jar);
    const browser = newJar(world, { ip: '198.51.100.7' });
    expect(ledTo(await logIn(browser))).toEqual([303, '/login/code']);
    expect(browser.cookies.has('postmeter_session')).toBe(false);
    expect((await browser.get('/dashboard')).status).toBe(303);
    await world.passMs(STEP_MS);
    const answer = await browser.post('/login/code', { code: codeAt(secret) });
    expect(ledTo(answer)).toEqual([303, '/dashboard']);
    expect((await browser.get('/dashboard')).status).toBe(200);
    expect(browser.cookies.has('postmeter_code')).toBe(false);
  });

  it('takes no code twice, nor one older than one that was taken', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { secret } = await switchOn(jar);
    const used = codeAt(secret);
    const browser = newJar(world);
    await logIn(browser);
    expect((await browser.post('/login/code', { code: used })).status).toBe(401);
    await world.passMs(STEP_MS);
    const next = codeAt(secret);
    const thief = browser.stolen();
    const answers = await Promise.all([
      browser.post('/login/code', { code: next }),
      thief.post('/login/code', { code: next }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401]);
    await logIn(browser);
    expect((await browser.post('/login/code', { code: used })).status).toBe(401);
  });

  it('takes a recovery code once, and says so by mail', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { codes } = await switchOn(jar);
    const [code = '', another = ''] = codes;
    const browser = newJar(world);
    await logIn(browser);
    const answer = await browser.post('/login/code', { code: code.toUpperCase() });
    expect(ledTo(answer)).toEqual([303, '/dashboard']);
    expect(await subjectsTo(world)).toContain('A recovery code was used');
    expect(await browser.read('/account/second-factor')).toContain(
      'You have 9 recovery codes left.',
    );
    await browser.post('/logout');
    await logIn(browser);
    expect((await browser.post('/login/code', { code })).status).toBe(401);
    expect((await browser.post('/login/code', { code: another })).status).toBe(303);
  });

  it.each(['', '000000', 'abcd-efgh-jkmn-pqrs', 'x'.repeat(500)])('refuses %j', async (code) => {
    const { jar } = await enrolledAndEntered(world);
    await switchOn(jar);
    const browser = newJar(world);
    await logIn(browser);
    const answer = await browser.post('/login/code', { code });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('This code is not right');
    expect(browser.cookies.has('postmeter_session')).toBe(false);
  });

  it('slows guesses of codes down', async () => {
    const { jar } = await enrolledAndEntered(world);
    await switchOn(jar);
    const thief = newJar(world, { ip: '198.51.100.7' });
    await logIn(thief);
    const statuses = [];
    for (let n = 0; n < 6; n++) {
      statuses.push((await thief.post('/login/code', { code: `00000${n}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('begins again ten minutes after the password, and when the password was changed meanwhile', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { secret } = await switchOn(jar);
    const slow = newJar(world);
    await logIn(slow);
    const half = newJar(world, { ip: '198.51.100.7' });
    await logIn(half);
    await jar.post('/account/password', { password: 'a quiet river at night' });
    await world.passMs(STEP_MS);
    const changed = await half.post('/login/code', { code: codeAt(secret) });
    expect(ledTo(changed)).toEqual([303, '/login?problem=start_again']);
    await world.passMs(10 * 60_000);
    const late = await slow.post('/login/code', { code: codeAt(secret) });
    expect(ledTo(late)).toEqual([303, '/login?problem=start_again']);
  });

  it('leads whoever has given no password to where it is asked for', async () => {
    expect(ledTo(await newJar(world).get('/login/code'))).toEqual([303, '/login']);
    const answer = await newJar(world).post('/login/code', { code: '123456' });
    expect(ledTo(answer)).toEqual([303, '/login?problem=start_again']);
  });
});

describe('switching codes off, and new recovery codes', SLOW, () => {
  it('takes new recovery codes in place of the old ones', async () => {
    const { jar } = await enrolledAndEntered(world);
    const { codes } = await switchOn(jar);
    const fresh = await (await jar.post('/account/second-factor/codes')).text();
    for (const code of codes) expect(fresh).not.toContain(code);
    const browser = newJar(world);
    await logIn(browser);
    const old = await browser.post('/login/code', { code: codes[0] ?? '' });
    expect(old.status).toBe(401);
  });

  it('asks for no code afterwards', async () => {
    const { jar } = await enrolledAndEntered(world);
    await switchOn(jar);
    await jar.post('/account/second-factor/off');
    expect(ledTo(await logIn(newJar(world)))).toEqual([303, '/dashboard']);
    const { second_factor: factors, recovery_code: codes } = await wholeDatabase();
    expect([factors, codes]).toEqual([[], []]);
    expect(await subjectsTo(world, EMAIL)).toContain('Codes from an app are switched off');
  });
});
