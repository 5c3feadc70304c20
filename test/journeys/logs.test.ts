// What the log says of people while they sign up, are billed, and things go wrong: nothing. Every line of a whole day.
import { beforeEach, describe, expect, it } from 'vitest';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { pulse } from '#usecases/automation/pulse.ts';
import { composeFromRaw } from '../../src/compose.ts';
import { catchLogs, type LogLine } from '../support/logs.ts';
import { acceptTerms, cookieOf, openShop, signUp } from '../support/people.ts';
import { requestWith } from '../support/request-with.ts';
import { runMonth } from '../support/runs.ts';
import { watchDatabase } from '../support/watched-database.ts';
import { inDevelopment, listen } from '../support/webhooks.ts';
import { newWorld, type World } from '../support/world.ts';

const PERSON = {
  name: 'Wilhelmina Quakenbrück',
  company: 'Zzyzx Hosting GmbH',
  email: 'wilhelmina.quakenbrueck@zzyzx.example',
  password: 'Xylophone-4711-Quasar',
};

let world: World;
let lines: readonly LogLine[];
beforeEach(async () => {
  lines = catchLogs();
  world = await newWorld({ now: '2026-10-05T12:00:00Z', ports: inDevelopment });
  await openShop(world);
});

/** What no line may have, as it is and as addresses and JSON write it. */
function personal(...secrets: readonly string[]): readonly string[] {
  const texts = [...Object.values(PERSON), ...PERSON.name.split(' '), 'zzyzx', ...secrets];
  return texts.flatMap((text) => [
    text,
    encodeURIComponent(text),
    btoa(unescape(encodeURIComponent(text))),
  ]);
}

function expectSilence(...secrets: readonly string[]): void {
  const log = lines.map((line) => JSON.stringify(line).toLowerCase());
  for (const text of personal(...secrets)) {
    expect(log.filter((line) => line.includes(text.toLowerCase()))).toEqual([]);
  }
}

describe('the log', () => {
  it('says nothing of a person through a sign-up, a month, a bill and its troubles', async () => {
    const receiver = await listen(world);
    await receiver.fail({ path: '/inbox', status: 500, times: 3, body: PERSON.email });
    const asked = await world.post('/signup', PERSON);
    const browser = cookieOf(asked, 'postmeter_browser');
    await world.emulators.controlMailbox({ path: '/messages', method: 'POST', status: 429 });
    await world.drain();
    await world.passMs(60_000);
    await world.drain();
    const [mail] = await world.emulators.messages(PERSON.email);
    const token = /[?&]token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(token).not.toBe('');
    await world.emulators.control({
      path: '/users',
      status: 422,
      body: JSON.stringify({ message: PERSON.email, errors: { email: [PERSON.email] } }),
      times: 2,
    });
    const accepted = await acceptTerms(world, { token, browser });
    const session = cookieOf(accepted, 'postmeter_session');
    await world.passMs(200_000);
    await world.drain();
    for (const path of ['/dashboard', '/account', '/usage', '/nothing', `/verify?token=${token}`]) {
      await world.get(path, session);
    }
    await world.post('/login', { email: PERSON.email, password: 'wrong' });
    await world.post('/login', { email: PERSON.email, password: PERSON.password });
    await world.setNow('2026-11-03T12:00:00Z');
    await world.emulators.control({ path: '/usage', status: 500, body: PERSON.name, times: 3 });
    await runMonth(world.ports);
    await dailyAutomation(world.ports, 'cron');
    await pulse(world.ports);
    await world.drain();
    expect(lines.length).toBeGreaterThan(10);
    expectSilence(token, browser, session.split('=')[1] ?? '', receiver.secret);
  });

  it('says nothing of a person when the database fails in the middle of it', async () => {
    const { token, browser } = await signUp(world, PERSON.email, PERSON.name);
    const watched = watchDatabase();
    watched.isBroken = true;
    const ports = composeFromRaw({ ...world.rawEnv, DB: watched.binding }, {}, world.clock);
    const post = (path: string, fields: Record<string, string>) =>
      requestWith(ports, path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie: browser },
      });
    const answers = [
      await post('/signup', PERSON),
      await post('/login', { email: PERSON.email, password: PERSON.password }),
      await post('/verify', { token, accept: 'terms_of_service:1' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500]);
    expect(lines.map(({ event }) => event)).toContain('unexpected_error');
    expectSilence(token, browser);
  });

  it('has the id of the request, or of the job, on every line', async () => {
    await world.get('/nothing');
    await world.post('/login', { email: PERSON.email, password: 'wrong' });
    await world.emulators.controlMailbox({ path: '/messages', method: 'POST', status: 429 });
    await world.post('/signup', PERSON);
    await world.drain();
    await pulse(world.ports);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toHaveProperty('requestId', expect.stringMatching(/^[0-9a-f-]{36}$/));
  });
});
