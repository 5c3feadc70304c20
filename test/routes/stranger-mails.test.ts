// How many mails strangers can cause: to one mailbox, and to all together.
import { beforeEach, describe, expect, it } from 'vitest';
import { runCron } from '../../src/jobs/cron.ts';
import { makeClient, makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { becomeClient, cookieOf, mailedToken, openShop, PASSWORD } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const DAY_MS = 24 * 3_600_000;
const OPERATOR = 'operator@hosting.test';

let world: World;
beforeEach(async () => {
  world = await newWorld({
    settings: {
      STRANGER_MAILS_PER_ADDRESS: '2',
      STRANGER_MAILS_PER_DAY: '5',
      OPERATOR_EMAIL: OPERATOR,
    },
  });
  await openShop(world);
});

const signUp = (email: string) =>
  world.post('/signup', { name: 'A', company: '', email, password: PASSWORD });
const forgot = (email: string) => world.post('/forgot', { email });

async function mailsTo(email: string): Promise<number> {
  await world.drain();
  return (await world.emulators.messages(email)).length;
}

async function shown(answer: Response): Promise<unknown[]> {
  return [answer.status, answer.headers.get('location'), await answer.text()];
}

describe('mails that strangers cause to one mailbox', () => {
  it('are as many a day as the provider allows, and the answers stay the same', async () => {
    const first = await shown(await signUp('ada@example.com'));
    await signUp('ada@example.com');
    const before = await wholeDatabase();
    expect(await shown(await signUp('ada@example.com'))).toEqual(first);
    expect(await wholeDatabase()).toEqual(before);
    expect(await mailsTo('ada@example.com')).toBe(2);
    await world.passMs(DAY_MS);
    await signUp('ada@example.com');
    expect(await mailsTo('ada@example.com')).toBe(3);
  });

  it('are counted over sign-ups with and without an account and over names with a tag', async () => {
    await makeClient(world, { email: 'ada@example.com' });
    await signUp('ada@example.com');
    await signUp('ada+one@example.com');
    await signUp('ada+two@example.com');
    expect(await mailsTo('ada@example.com')).toBe(1);
    expect(await mailsTo('ada+one@example.com')).toBe(1);
    expect(await mailsTo('ada+two@example.com')).toBe(0);
  });

  it('are exact when many come at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => signUp('ada@example.com')));
    expect(await mailsTo('ada@example.com')).toBe(2);
    const rows = await world.sql<{ mails: number }>('SELECT mails FROM mail_count');
    expect(rows.map(({ mails }) => mails)).toEqual([2, 2]);
  });

  it('do not keep its owner from a new password, whose mails have a bound of their own', async () => {
    await makeClient(world, { email: 'ada@example.com' });
    for (let n = 0; n < 3; n++) await signUp('ada@example.com');
    const first = await shown(await forgot('ada@example.com'));
    await forgot('ada@example.com');
    expect(await shown(await forgot('ada@example.com'))).toEqual(first);
    expect(await mailsTo('ada@example.com')).toBe(4);
  });

  it('include fresh links and changed addresses', async () => {
    await signUp('ada@example.com');
    await world.drain();
    const resend = async () =>
      world.post('/verify/resend', { token: await mailedToken(world, 'ada@example.com') });
    const first = await shown(await resend());
    await world.drain();
    expect(await shown(await resend())).toEqual(first);
    expect(await mailsTo('ada@example.com')).toBe(2);

    const cookie = await signedIn(world, await makeEnrolled(world, 'grace@example.com'));
    const change = () => world.post('/account/email', { email: 'bob@example.com' }, cookie);
    const answers = [await shown(await change()), await shown(await change())];
    expect(await shown(await change())).toEqual(answers[0]);
    expect(await mailsTo('bob@example.com')).toBe(2);
  });

  it('are not those that a client’s own acts cause', async () => {
    await becomeClient(world, 'ada@example.com');
    for (let n = 0; n < 4; n++) {
      const answer = await world.post('/login', { email: 'ada@example.com', password: PASSWORD });
      expect(cookieOf(answer, 'postmeter_session')).not.toBe('');
    }
    expect(await world.sql("SELECT 1 FROM mail_count WHERE key = '' AND mails > 1")).toEqual([]);
  });
});

describe('mails that strangers cause to all together', () => {
  it('end for the day at the provider’s bound, which the operator is told of once', async () => {
    for (let n = 0; n < 6; n++) await signUp(`n${n}@example.com`);
    expect(await mailsTo('n4@example.com')).toBe(1);
    expect(await mailsTo('n5@example.com')).toBe(0);
    expect(await world.sql("SELECT 1 FROM signup WHERE email = 'n5@example.com'")).toEqual([]);
    await runCron('*/5 * * * *', world.ports);
    await runCron('*/5 * * * *', world.ports);
    expect(await mailsTo(OPERATOR)).toBe(1);
    const [mail] = await world.emulators.messages(OPERATOR);
    expect(mail?.subject).toContain('no more mails for strangers today');
    expect(mail?.text).toContain('caused 5 mails');
    await world.passMs(DAY_MS);
    await signUp('n5@example.com');
    expect(await mailsTo('n5@example.com')).toBe(1);
  });

  it('do not warn anybody below it, and yesterday’s counts are forgotten', async () => {
    for (let n = 0; n < 4; n++) await signUp(`n${n}@example.com`);
    await runCron('*/5 * * * *', world.ports);
    expect(await mailsTo(OPERATOR)).toBe(0);
    await world.passMs(DAY_MS);
    await runCron('15 1 * * *', world.ports);
    expect(await world.sql('SELECT 1 FROM mail_count')).toEqual([]);
  });
});
