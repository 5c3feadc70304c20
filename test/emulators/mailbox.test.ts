import { describe, expect, it } from 'vitest';
import { startEmulators } from './support/emulator-server.ts';

const MAIL = {
  from: 'billing@example.net',
  to: 'Ann@example.com',
  subject: 'Confirm <your> address',
  text: 'Open https://billing.example.net/enrol?token=abc. Thanks & bye',
  html: '<p>Open <a href="https://billing.example.net/enrol">this</a></p><script>1</script>',
};

describe('POST /mailbox/messages', () => {
  it('stores a mail and answers its id', async () => {
    const { call } = await startEmulators(() => Date.UTC(2026, 0, 5));
    const made = await call('POST', '/mailbox/messages', { ...MAIL, messageId: 'm1' });
    expect(made.status).toBe(201);
    expect((await call('GET', '/mailbox/messages')).json).toEqual([
      { id: made.json.id, ...MAIL, messageId: 'm1', receivedAt: '2026-01-05T00:00:00.000Z' },
    ]);
  });

  it('stores a message id seen before once more', async () => {
    const { call } = await startEmulators();
    const first = await call('POST', '/mailbox/messages', { ...MAIL, messageId: 'same' });
    const second = await call('POST', '/mailbox/messages', { ...MAIL, messageId: 'same' });
    expect(second.json.id).not.toBe(first.json.id);
    expect((await call('GET', '/mailbox/messages')).json).toHaveLength(2);
  });

  it('names the key it does not know', async () => {
    const { call } = await startEmulators();
    const reply = await call('POST', '/mailbox/messages', { ...MAIL, cc: 'x@example.com' });
    expect(reply.status).toBe(400);
    expect(reply.json.message).toContain('cc');
  });
});

describe('GET /mailbox/messages', () => {
  it('lists newest first, and only the exact recipient when asked, whatever the case', async () => {
    const { call } = await startEmulators();
    await call('POST', '/mailbox/messages', { ...MAIL, subject: 'one' });
    await call('POST', '/mailbox/messages', { ...MAIL, to: 'joann@example.com', subject: 'two' });
    await call('POST', '/mailbox/messages', { ...MAIL, subject: 'three' });
    const subjects = async (query: string) =>
      (await call('GET', `/mailbox/messages${query}`)).json.map(
        (mail: { subject: string }) => mail.subject,
      );
    expect(await subjects('')).toEqual(['three', 'two', 'one']);
    expect(await subjects('?to=ann@EXAMPLE.com')).toEqual(['three', 'one']);
  });
});

describe('DELETE /mailbox/messages', () => {
  it('empties the mailbox', async () => {
    const { call } = await startEmulators();
    await call('POST', '/mailbox/messages', MAIL);
    expect((await call('DELETE', '/mailbox/messages')).status).toBe(204);
    expect((await call('GET', '/mailbox/messages')).json).toEqual([]);
  });
});

describe('GET /mailbox/', () => {
  it('shows mail with links, and its HTML only inside a frame without scripts', async () => {
    const { call } = await startEmulators();
    await call('POST', '/mailbox/messages', MAIL);
    const { text, headers } = await call('GET', '/mailbox/');
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toContain('Confirm &lt;your&gt; address');
    expect(text).toContain('href="https://billing.example.net/enrol?token=abc"');
    expect(text).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(text).not.toContain('<script>');
  });

  it('is where the address without a slash leads', async () => {
    const { call } = await startEmulators();
    const reply = await call('GET', '/mailbox');
    expect(reply.headers.get('location')).toBe('/emulators/mailbox/');
  });
});

describe('POST /mailbox/control', () => {
  it('makes the next delivery fail without storing it', async () => {
    const { call } = await startEmulators();
    await call('POST', '/mailbox/control', { path: '/messages', method: 'POST', status: 503 });
    expect((await call('POST', '/mailbox/messages', MAIL)).status).toBe(503);
    expect((await call('GET', '/mailbox/messages')).json).toEqual([]);
    expect((await call('POST', '/mailbox/messages', MAIL)).status).toBe(201);
  });

  it('stores a mail whose reply it loses', async () => {
    const { call } = await startEmulators();
    await call('POST', '/mailbox/control', { path: '/messages', method: 'POST', loseReply: true });
    await expect(call('POST', '/mailbox/messages', MAIL)).rejects.toThrow();
    expect((await call('GET', '/mailbox/messages')).json).toHaveLength(1);
  });

  it('shows and forgets its rules, and refuses unknown keys', async () => {
    const { call } = await startEmulators();
    await call('POST', '/mailbox/control', { path: '/messages', status: 500, times: 3 });
    const shown = await call('GET', '/mailbox/control');
    expect(shown.json.pending).toEqual([{ path: '/messages', status: 500, times: 3 }]);
    expect(shown.json.help.keys).toHaveProperty('loseReply');
    await call('DELETE', '/mailbox/control');
    expect((await call('GET', '/mailbox/control')).json.pending).toEqual([]);
    const refused = await call('POST', '/mailbox/control', { path: '/messages', code: 500 });
    expect([refused.status, refused.json.message]).toEqual([400, expect.stringContaining('code')]);
  });
});
