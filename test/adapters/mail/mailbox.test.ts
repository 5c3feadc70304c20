import { describe, expect, it } from 'vitest';
import { createMailboxMailer } from '#adapters/mail/mailbox.ts';
import { newEmulators } from '../../support/emulators.ts';
import { letterTo, SENDER, writerOf } from '../../support/letters.ts';

/** The limit is short where it is to run out, long where a busy machine must not make it. */
function mailerTo(url: string, timeoutMs = 5_000) {
  const fetch = globalThis.fetch;
  return createMailboxMailer({ url, sender: SENDER, timeoutMs, fetch }, writerOf());
}

describe('createMailboxMailer', () => {
  it('puts the letter into the mailbox', async () => {
    const emulators = newEmulators();
    const sent = await mailerTo(emulators.mailboxUrl).send(letterTo('ann@example.com'), 'out_1');
    expect(sent).toEqual({ ok: true, value: null });
    expect(await emulators.messages('ann@example.com')).toMatchObject([
      {
        from: 'Billing <billing@sender.example>',
        to: 'ann@example.com',
        subject: 'verify_address',
        text: 'Hello Ann',
        html: '<p>Hello Ann</p>',
        messageId: '<out_1@sender.example>',
      },
    ]);
  });

  it.each([
    [{ status: 400 }, 'mail_refused', 'rejected', 0],
    [{ status: 429 }, 'mail_refused', 'unavailable', 0],
    [{ status: 503 }, 'mail_outcome_unknown', 'unknown', 0],
    [{ delayMs: 700 }, 'mail_outcome_unknown', 'unknown', 0],
    [{ loseReply: true, times: 2 }, 'mail_outcome_unknown', 'unknown', 1],
  ] as const)('reads %o as %s, %s', async (effect, code, disposition, delivered) => {
    const emulators = newEmulators();
    await emulators.controlMailbox({ path: '/messages', method: 'POST', ...effect });
    const mailer = mailerTo(emulators.mailboxUrl, 'delayMs' in effect ? 400 : undefined);
    const sent = await mailer.send(letterTo('ann@example.com'), 'out_1');
    expect(sent).toMatchObject({ ok: false, error: { code, disposition } });
    expect(await emulators.messages()).toHaveLength(delivered);
  });

  it('asks once more where the connection broke, and the letter is there once', async () => {
    const emulators = newEmulators();
    const lost = { path: '/messages', method: 'POST', loseReply: true } as const;
    await emulators.controlMailbox(lost);
    const sent = await mailerTo(emulators.mailboxUrl).send(letterTo('ann@example.com'), 'out_1');
    expect(sent).toMatchObject({ ok: true });
    expect(await emulators.messages()).toHaveLength(1);
  });

  it('does not know the outcome where nobody listens', async () => {
    const sent = await mailerTo('http://127.0.0.1:9').send(letterTo('ann@example.com'), 'out_1');
    expect(sent).toMatchObject({ ok: false, error: { disposition: 'unknown' } });
  });
});
