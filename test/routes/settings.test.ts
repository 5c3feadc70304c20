import { createExecutionContext } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEntry } from '../../src/entry.ts';
import { EnvFault } from '../../src/env.ts';
import { catchLogs } from '../support/logs.ts';
import { newWorld, ORIGIN, type World } from '../support/world.ts';

const entry = createEntry();

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

function atTheDoor(settings: Readonly<Record<string, unknown>>, path = '/'): Promise<Response> {
  return entry.fetch(
    new Request(ORIGIN + path),
    { ...world.rawEnv, ...settings },
    createExecutionContext(),
  );
}

const REQUIRED = [
  'ORIGIN',
  'APP_SECRET',
  'ADMIN_JWKS',
  'PROVIDER_NAME',
  'SUPPORT_EMAIL',
  'PANEL_API_URL',
  'PANEL_TOKEN',
  'PANEL_SIGN_ON_URL',
  'MAIL_FROM',
  'MAIL_TRANSPORT',
  'MAILBOX_URL',
  'DB',
  'TASKS',
  'INVOICE_RUN',
  'PASSWORD_HASHER',
];

describe('a request to a service whose settings are wrong', () => {
  it.each(REQUIRED)('names %s where it is missing', async (setting) => {
    catchLogs();
    for (const path of ['/', '/healthz', '/admin/invoices', '/assets/style.css']) {
      const answer = await atTheDoor({ [setting]: undefined }, path);
      expect(answer.status).toBe(500);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const lines = (await answer.text()).trim().split('\n');
      expect(lines.slice(0, 2)).toEqual(['Postmeter is not configured.', '']);
      expect(lines.slice(2).map((line) => line.split(':')[0])).toEqual([setting]);
    }
  });

  it('names every wrong one, and no value of any, in the answer and in the log', async () => {
    const lines = catchLogs();
    const marks = {
      APP_SECRET: 'S3CRET-short',
      ADMIN_JWKS: '{"keys":["S3CRET"]}',
      PANEL_TOKEN: '',
      PANEL_TIMEOUT_MS: 'S3CRET',
      MAIL_TRANSPORT: 'S3CRET',
      SUPPORT_EMAIL: 'S3CRET',
      BILLING_TIME_ZONE: 'S3CRET',
    };
    const text = await (await atTheDoor(marks)).text();
    for (const setting of Object.keys(marks)) expect(text).toContain(`${setting}: `);
    for (const where of [text, JSON.stringify(lines)]) {
      expect(where).not.toContain('S3CRET');
      expect(where).not.toContain(world.rawEnv.APP_SECRET);
    }
    expect(lines).toMatchObject([{ level: 'error', event: 'settings_wrong' }]);
  });

  it('answers as soon as they are right', async () => {
    catchLogs();
    expect((await atTheDoor({ ORIGIN: 'https://billing.test/' })).status).toBe(500);
    expect((await atTheDoor({})).status).toBe(200);
  });
});

describe('the other two calls of the platform', () => {
  it('stop at wrong settings, by name, so that the platform reports and repeats them', async () => {
    const raw = { ...world.rawEnv, PANEL_TOKEN: undefined };
    const scheduled = entry.scheduled({ cron: '*/5 * * * *' } as ScheduledController, raw);
    await expect(scheduled).rejects.toThrow(EnvFault);
    await expect(scheduled).rejects.toThrow('PANEL_TOKEN');
    const queue = entry.queue({ queue: 'tasks', messages: [] } as never, raw);
    await expect(queue).rejects.toThrow('PANEL_TOKEN');
  });
});
