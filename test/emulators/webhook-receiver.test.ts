import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { verify } from '../../src/emulators/webhook-receiver/verify.ts';
import { startEmulators } from './support/emulator-server.ts';

const NOW_MS = Date.UTC(2026, 11, 1, 2, 0, 0);
const SECRET = `whsec_${btoa('0123456789abcdef01234567')}`;
const BODY = '{"type":"webhook.test","data":{"name":"Łucja"}}';
const SIGNATURE = new Webhook(SECRET).sign('msg_1', new Date(NOW_MS), BODY);

interface Sent {
  readonly secret?: string;
  readonly signature?: string;
  readonly timestamp?: string;
  readonly body?: string;
}

describe("the receiver's own check of a signature", () => {
  it.each<[string, Sent, string]>([
    ['as the library signs', {}, 'valid'],
    ['one good among others', { signature: `v1a,AAAA v1,QUJD ${SIGNATURE}` }, 'valid'],
    ['no version', { signature: SIGNATURE.slice(3) }, 'invalid'],
    ['no base64', { signature: 'v1,%%% v1,QQ= v1,' }, 'invalid'],
    ['no base64 before a good one', { signature: `v1,%%% ${SIGNATURE}` }, 'valid'],
    ['another body', { body: `${BODY} ` }, 'invalid'],
    ['a byte order mark, which is part of what is signed', { body: `\uFEFF${BODY}` }, 'invalid'],
    ['a time more than five minutes ago', { timestamp: String(NOW_MS / 1000 - 301) }, 'too_old'],
    ['no time', { timestamp: 'now' }, 'too_old'],
    ['a secret that is none', { secret: 'whsec_%%%' }, 'no_secret'],
  ])('%s', async (_what, sent, verdict) => {
    const { secret = SECRET, signature = SIGNATURE, body = BODY } = sent;
    const { timestamp = String(NOW_MS / 1000) } = sent;
    const message = { id: 'msg_1', timestamp, signature };
    const bytes = new TextEncoder().encode(body);
    expect(await verify(message, bytes, secret, NOW_MS)).toBe(verdict);
  });

  it('is over bytes, also where they are no text', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00]);
    const key = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode('0123456789abcdef01234567'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const head = new TextEncoder().encode(`msg_1.${NOW_MS / 1000}.`);
    const signed = await crypto.subtle.sign('HMAC', key, Uint8Array.from([...head, ...bytes]));
    const signature = `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`;
    const { url, call } = await startEmulators(() => NOW_MS);
    await call('POST', '/webhook-receiver/secret', { secret: SECRET });
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(NOW_MS / 1000),
      'webhook-signature': signature,
    };
    const init = { method: 'POST', headers, body: bytes };
    expect((await fetch(`${url}/webhook-receiver/inbox`, init)).status).toBe(200);
    const received = (await call('GET', '/webhook-receiver/messages')).json;
    expect(received).toMatchObject([{ id: 'msg_1', verdict: 'valid', status: 200 }]);
  });
});
