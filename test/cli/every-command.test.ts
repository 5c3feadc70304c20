// What every command does alike, driven from the program itself: a new command is in these tables by being there.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../cli/instance/free-port.ts';
import { EXAMPLES, type Example } from './support/examples.ts';
import { type Live, problemIn, startLive } from './support/live-instance.ts';
import { runPostmeter } from './support/run-postmeter.ts';

let live: Live;
beforeAll(async () => {
  live = await startLive();
}, 120_000);
afterAll(() => live?.stop());

/** What a reader's key must not do. `execute` looks for the plan first, and a sign-in is everybody's own. */
const CHANGES = [
  'automation',
  'plan',
  'invoice',
  'parked release',
  'clients retry',
  'clients reopen',
  'clients remove-second-factor',
  'billing probe',
  'billing again',
  'billing unlink',
  'billing paid',
  'billing void',
  'letters again',
  'letters dismiss',
  'import',
  'shadow',
  'prices set',
  'prices preview',
  'terms publish',
  'keys create',
  'keys revoke',
  'webhooks add',
  'webhooks disable',
  'webhooks enable',
  'webhooks remove',
  'webhooks resend',
  'webhooks resend-failed',
  'webhooks rotate',
  'webhooks test',
];
const asking = EXAMPLES.filter(({ asks }) => asks);
const isChange = ({ name }: Example) => CHANGES.includes(name);

describe.each(EXAMPLES)('postmeter $name', ({ name }) => {
  const path = name.split(' ');

  it('has help with an example', async () => {
    const { code, out } = await runPostmeter(...path, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: postmeter ${name}`);
    expect(out).toContain(`Examples:\n  npx postmeter ${name}`);
  });

  it('refuses an option that it does not have', async () => {
    const { code, out, error } = await runPostmeter(...path, '--no-such-option');
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(/^error: .*\nAdd --help to see what it takes\.\n$/s);
  });
});

describe.each(asking)('postmeter $name, asking a service', ({ args }) => {
  it('says that nobody answers', async () => {
    const url = `http://127.0.0.1:${await freePort(0)}`;
    const key = `${live.folder}/operator.key.json`;
    const { code, out, error } = await runPostmeter(
      ...live.inFolder(args),
      '--url',
      url,
      '--key',
      key,
      '--json',
    );
    expect([code, out]).toEqual([3, '']);
    expect(problemIn(error)).toMatchObject({ code: 'unreachable', hint: expect.any(String) });
  });

  it('says that there is no key', async () => {
    const { code, out, error } = await runPostmeter(
      ...live.inFolder(args),
      '--key',
      '/nowhere',
      '--json',
    );
    expect([code, out]).toEqual([4, '']);
    expect(problemIn(error)).toMatchObject({ code: 'key_missing' });
  });

  it('is refused with a key that the service does not know', async () => {
    const { code, out, error } = await live.ask('stranger', ...args, '--json');
    expect([code, out]).toEqual([4, '']);
    expect(problemIn(error)).toMatchObject({ code: 'signature_invalid' });
  });
});

describe.each(asking.filter(isChange))('postmeter $name with a reader’s key', ({ args }) => {
  it('is refused and changes nothing', async () => {
    const { code, out, error } = await live.ask('reader', ...args, '--json');
    expect([code, out]).toEqual([4, '']);
    expect(problemIn(error)).toMatchObject({ code: 'role_forbidden' });
  });
});

describe.each(asking.filter((example) => !isChange(example)))(
  'postmeter $name with a reader’s key',
  ({ args }) => {
    it('is not refused for the role', async () => {
      expect((await live.ask('reader', ...args, '--json')).code).not.toBe(4);
    });
  },
);

it('leaves nothing behind of what readers tried', async () => {
  const { results } = await live.instance.database
    .prepare('SELECT (SELECT count(*) FROM invoice_run) + (SELECT count(*) FROM invoice) AS n')
    .all();
  expect(results).toEqual([{ n: 0 }]);
});

describe.each(asking)('postmeter $name --json', ({ args }) => {
  it('answers one line of JSON on stdout, or one on stderr', async () => {
    const { code, out, error } = await live.ask('operator', ...args, '--json');
    if (out === '') {
      expect(code).not.toBe(0);
      expect(problemIn(error)).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/) });
      return;
    }
    expect(out.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(out)).toBeTypeOf('object');
  });
});

describe('postmeter', () => {
  it('knows no command that nobody made, and names one that is like it', async () => {
    const { code, error } = await runPostmeter('invioce', '2026-10');
    expect(code).toBe(2);
    expect(error).toContain("unknown command 'invioce'\n(Did you mean invoice?)");
  });

  it('shows every command and its own version', async () => {
    const { code, out } = await runPostmeter('--help');
    expect(code).toBe(0);
    for (const { name } of EXAMPLES) expect(out).toContain(`\n  ${name.split(' ')[0]} `);
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect((await runPostmeter('--version')).out).toBe(`${version}\n`);
  });
});
