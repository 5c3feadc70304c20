import { describe, expect, it } from 'vitest';
import { startEmulators } from './support/emulator-server.ts';

describe('/clock', () => {
  it('shows the real time until it is moved', async () => {
    const { call } = await startEmulators(() => Date.UTC(2026, 0, 5));
    expect((await call('GET', '/clock')).json).toEqual({
      now: '2026-01-05T00:00:00.000Z',
      offsetMs: 0,
    });
  });

  it('moves to a time and runs on from there', async () => {
    let realMs = Date.UTC(2026, 0, 5);
    const { call } = await startEmulators(() => realMs);
    await call('POST', '/clock', { now: '2026-02-01T01:00:00+01:00' });
    realMs += 5000;
    expect((await call('GET', '/clock')).json.now).toBe('2026-02-01T00:00:05.000Z');
  });

  it('returns to real time', async () => {
    const { call } = await startEmulators(() => Date.UTC(2026, 0, 5));
    await call('POST', '/clock', { now: '2030-01-01T00:00:00Z' });
    expect((await call('POST', '/clock', { now: null })).json.offsetMs).toBe(0);
  });

  it.each([{}, { now: 'tomorrow' }, { now: 5 }, { now: null, speed: 2 }, []])(
    'refuses %j',
    async (body) => {
      const { call } = await startEmulators();
      const reply = await call('POST', '/clock', body);
      expect(reply.status).toBe(400);
      expect(reply.json.message).not.toBe('');
    },
  );

  it('refuses what is not JSON', async () => {
    const { call } = await startEmulators();
    const reply = await call('POST', '/clock', undefined, { raw: '{' });
    expect([reply.status, reply.json.message]).toEqual([400, 'The body is not valid JSON.']);
  });
});
