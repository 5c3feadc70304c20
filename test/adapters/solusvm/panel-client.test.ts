import { describe, expect, it } from 'vitest';
import { createPanelClient, type PanelClientOptions } from '#adapters/solusvm/panel-client.ts';
import type { VirtualizationCode } from '#ports/virtualization.ts';
import { rawUrl } from '../../support/emulators.ts';

const TOKEN = 'token-that-must-not-leak';
const MAX_BODY_BYTES = 1_000_000;

function rawClient(mode: string, options: Partial<PanelClientOptions> = {}) {
  return createPanelClient({
    apiUrl: rawUrl(mode),
    token: TOKEN,
    timeoutMs: 3_000,
    maxBodyBytes: MAX_BODY_BYTES,
    fetch: globalThis.fetch,
    ...options,
  });
}

type Disposition = 'rejected' | 'unavailable' | 'unknown';

/** Mode, code of a read and a write alike, disposition of the write. A read is always `unavailable`. */
const FAULTS: readonly [string, VirtualizationCode, Disposition][] = [
  ['html', 'panel_wrong_address', 'unknown'],
  ['empty-200', 'panel_answer_malformed', 'unknown'],
  ['no-content-204', 'panel_answer_malformed', 'unknown'],
  ['truncated-json', 'panel_answer_malformed', 'unknown'],
  ['cut-before-headers', 'panel_unreachable', 'unknown'],
  ['cut-in-body', 'panel_unreachable', 'unknown'],
  ['redirect', 'panel_wrong_address', 'unknown'],
  ['400-plain', 'panel_rejected', 'rejected'],
  ['401', 'panel_refused_token', 'rejected'],
  ['403', 'panel_refused_token', 'rejected'],
  ['404', 'panel_user_missing', 'rejected'],
  ['404-html', 'panel_wrong_address', 'rejected'],
  ['409', 'panel_rejected', 'rejected'],
  ['422-message', 'panel_rejected', 'rejected'],
  ['422-errors', 'panel_rejected', 'rejected'],
  ['422-empty', 'panel_rejected', 'rejected'],
  ['429', 'panel_error', 'unavailable'],
  ['500', 'panel_error', 'unknown'],
  ['500-html', 'panel_error', 'unknown'],
  ['503', 'panel_error', 'unknown'],
];

describe('createPanelClient', () => {
  it.each(FAULTS)('tells what %s means: %s, a write is %s', async (mode, code, disposition) => {
    const read = await rawClient(mode).get('/users');
    expect(read).toMatchObject({ ok: false, error: { code, disposition: 'unavailable' } });
    const body = { email: 'a@b.example' };
    const write = await rawClient(mode).write('POST', '/users', body);
    expect(write).toMatchObject({ ok: false, error: { code, disposition } });
    expect(JSON.stringify([read, write])).not.toMatch(/token-that|a@b\.example/);
  });

  it.each(['slow', 'slow-body'])('gives up on an answer that is %s', async (mode) => {
    const client = rawClient(mode, { timeoutMs: 200 });
    const read = await client.get('/users');
    expect(read).toMatchObject({
      ok: false,
      error: { code: 'panel_slow', disposition: 'unavailable' },
    });
    const write = await client.write('PUT', '/users/1', {});
    expect(write).toMatchObject({
      ok: false,
      error: { code: 'panel_slow', disposition: 'unknown' },
    });
  });

  it('stops reading a huge body at the limit', async () => {
    const startMs = Date.now();
    const read = await rawClient('huge').get('/users');
    expect(read).toMatchObject({ ok: false, error: { code: 'panel_answer_malformed' } });
    expect(read.ok || read.error.detail).toBe(`HTTP 200 with more than ${MAX_BODY_BYTES} bytes`);
    expect(Date.now() - startMs).toBeLessThan(2_000);
  });

  it('reports a port where nobody listens as unreachable', async () => {
    const client = rawClient('', { apiUrl: 'http://127.0.0.1:9' });
    expect(await client.get('/users')).toMatchObject({
      ok: false,
      error: { code: 'panel_unreachable', disposition: 'unavailable' },
    });
  });

  it('makes more calls in one go than the runtime allows timers', async () => {
    const client = rawClient('', { timeoutMs: 60_000, fetch: async () => Response.json({}) });
    for (let call = 0; call < 10_100; call++) {
      const answer = await client.get('/users');
      if (!answer.ok) expect(answer).toBe('ok');
    }
  });

  it('repeats what the runtime says, without the address', async () => {
    const error = new TypeError('Too many subrequests: http://panel.example/users?q=a%40b.example');
    const client = rawClient('', { fetch: () => Promise.reject(error) });
    const answer = await client.get('/users?q=a%40b.example');
    expect(answer.ok || answer.error.detail).toBe('Too many subrequests: […]');
  });

  it('passes on what the panel says, without what was sent', async () => {
    const said = { message: `The secret-Passw0rd of a@b.example and ${TOKEN} are bad.` };
    const client = rawClient('', { fetch: async () => Response.json(said, { status: 422 }) });
    const answer = await client.write('POST', '/users', {
      email: 'a@b.example',
      password: 'secret-Passw0rd',
    });
    expect(answer.ok || answer.error.detail).toBe('HTTP 422: The […] of […] and […] are bad.');
  });

  it('names the fields of a 422 that has errors alone', async () => {
    const answer = await rawClient('422-errors').write('POST', '/users', {});
    expect(answer).toMatchObject({ ok: false, error: { invalidFields: ['email'] } });
    expect(answer.ok || answer.error.detail).toBe('HTTP 422: taken: [address]; fields: email');
  });

  it('does not send the token to where a redirect points', async () => {
    const seen: RequestInit[] = [];
    const client = rawClient('redirect', {
      fetch: (url, init) => {
        seen.push(init as RequestInit); // the client always passes one
        return globalThis.fetch(url, init);
      },
    });
    await client.get('/users');
    expect(seen).toHaveLength(1);
    expect(seen[0]?.redirect).toBe('manual');
  });
});
