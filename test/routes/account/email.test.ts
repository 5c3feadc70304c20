import { beforeEach, describe, expect, it } from 'vitest';
import { clientOf, makeEnrolled } from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { EMAIL, enrolledAndEntered, logIn, SLOW, subjectsTo } from '../../support/enter.ts';
import { type Jar, ledTo, newJar } from '../../support/jar.ts';
import { catchLogs } from '../../support/logs.ts';
import { mailedToken, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const NEW_EMAIL = 'ada.new@example.com';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
  await openShop(world);
});

async function ask(jar: Jar, email = NEW_EMAIL): Promise<void> {
  const answer = await jar.post('/account/email', { email });
  expect(ledTo(answer)).toEqual([303, '/account?done=email_sent']);
  await world.drain();
}

describe('changing the address', SLOW, () => {
  it('happens when the link in the new mailbox is used, and not before', async () => {
    const { id, jar } = await enrolledAndEntered(world);
    await ask(jar, ' ADA.New@Example.com ');
    const token = await mailedToken(world, NEW_EMAIL);
    const page = await newJar(world).read(`/account/email/confirm?token=${token}`);
    expect(page).toContain(NEW_EMAIL);
    expect((await clientOf(world, id)).email).toBe(EMAIL);
    const answer = await newJar(world).post('/account/email/confirm', { token });
    expect(ledTo(answer)).toEqual([303, '/login?notice=email_changed']);
    expect((await clientOf(world, id)).email).toBe(NEW_EMAIL);
    expect((await jar.get('/dashboard')).status).toBe(303);
    expect((await logIn(newJar(world))).status).toBe(401);
    expect((await logIn(newJar(world), NEW_EMAIL)).status).toBe(303);
  });

  it('tells the old address when it is asked for and when it is done', async () => {
    const { jar } = await enrolledAndEntered(world);
    await ask(jar);
    const token = await mailedToken(world, NEW_EMAIL);
    await jar.post('/account/email/confirm', { token });
    const subjects = await subjectsTo(world, EMAIL);
    expect(subjects).toContain('Your email address is about to change');
    expect(subjects).toContain('Your email address was changed');
    expect(await auditRows('email_changed')).toHaveLength(1);
    expect(JSON.stringify(await auditRows())).not.toContain('@');
  });

  it('works once per link, also when the form is sent twice', async () => {
    const { jar } = await enrolledAndEntered(world);
    await ask(jar);
    const token = await mailedToken(world, NEW_EMAIL);
    const answers = await Promise.all([
      newJar(world).post('/account/email/confirm', { token }),
      newJar(world).post('/account/email/confirm', { token }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect((await jar.get(`/account/email/confirm?token=${token}`)).status).toBe(410);
  });

  it('ends older links with a newer one that is used', async () => {
    const { id, jar } = await enrolledAndEntered(world);
    await ask(jar, 'first@example.com');
    await ask(jar);
    const token = await mailedToken(world, NEW_EMAIL);
    await jar.post('/account/email/confirm', { token });
    const older = await mailedToken(world, 'first@example.com');
    expect((await jar.post('/account/email/confirm', { token: older })).status).toBe(410);
    expect((await clientOf(world, id)).email).toBe(NEW_EMAIL);
  });

  it('leaves no way in to whoever asked before the owner changed the password', async () => {
    const { id, jar } = await enrolledAndEntered(world);
    const thief = jar.stolen();
    await ask(thief, 'thief@example.com');
    await jar.post('/account/password', { password: 'a quiet river at night' });
    const token = await mailedToken(world, 'thief@example.com');
    expect((await thief.post('/account/email/confirm', { token })).status).toBe(410);
    expect((await clientOf(world, id)).email).toBe(EMAIL);
  });

  it('leaves no way in to whoever reads the old mailbox', async () => {
    const { jar } = await enrolledAndEntered(world);
    await ask(jar);
    await newJar(world).post('/forgot', { email: EMAIL });
    await world.drain();
    const reset = await mailedToken(world, EMAIL);
    await jar.post('/account/email/confirm', { token: await mailedToken(world, NEW_EMAIL) });
    const answer = await newJar(world).post('/reset', {
      token: reset,
      password: 'a quiet river at night',
    });
    expect(answer.status).toBe(410);
  });

  it('expires after a day', async () => {
    const { jar } = await enrolledAndEntered(world);
    await ask(jar);
    const token = await mailedToken(world, NEW_EMAIL);
    await world.passMs(24 * 3_600_000);
    const answer = await jar.post('/account/email/confirm', { token });
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('This link has expired');
  });

  it('says nothing about an address that has an account; its owner hears of it', async () => {
    const { id, jar } = await enrolledAndEntered(world);
    await makeEnrolled(world, 'taken@example.com');
    await ask(jar, 'taken@example.com');
    const [mail] = await world.emulators.messages('taken@example.com');
    expect(mail?.subject).toContain('You already have an account');
    expect(mail?.text).not.toContain('/account/email/confirm');
    expect((await clientOf(world, id)).email).toBe(EMAIL);
  });

  it('fails when somebody else has taken the address meanwhile', async () => {
    const { id, jar } = await enrolledAndEntered(world);
    await ask(jar);
    const token = await mailedToken(world, NEW_EMAIL);
    await makeEnrolled(world, NEW_EMAIL);
    expect((await jar.post('/account/email/confirm', { token })).status).toBe(410);
    expect((await clientOf(world, id)).email).toBe(EMAIL);
    expect((await jar.get('/dashboard')).status).toBe(200);
  });

  it.each([
    ['ada@', 'Enter an email address'],
    [EMAIL, 'This is your address already.'],
    ['', 'Enter an email address'],
  ])('refuses %j', async (email, words) => {
    const { jar } = await enrolledAndEntered(world);
    const answer = await jar.post('/account/email', { email });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
    expect((await wholeDatabase()).email_change).toEqual([]);
  });

  it('mails a few addresses and then makes wait', async () => {
    const { jar } = await enrolledAndEntered(world);
    const statuses = [];
    for (let n = 0; n < 4; n++) {
      statuses.push((await jar.post('/account/email', { email: `n${n}@example.com` })).status);
    }
    expect(statuses).toEqual([303, 303, 303, 429]);
  });

  it.each(['', 'made-up', 'x'.repeat(101)])('knows no link %j', async (token) => {
    const jar = newJar(world);
    expect((await jar.get(`/account/email/confirm?token=${token}`)).status).toBe(410);
    expect((await jar.post('/account/email/confirm', { token })).status).toBe(410);
  });
});
