import { describe, expect, it } from 'vitest';
import { createSendEmailMailer } from '#adapters/mail/send-email.ts';
import { letterTo, SENDER, writerOf } from '../../support/letters.ts';

// The binding's answers are forced here: there is no emulator of Email Service that could give them.
type Builder = Parameters<SendEmail['send']>[0];

function mailerOver(send: (message: Builder) => Promise<unknown>, sender = SENDER) {
  const binding = { send } as unknown as SendEmail; // only `send` is used
  return createSendEmailMailer(binding, { sender, timeoutMs: 200 }, writerOf());
}

function failing(code: string | undefined, message = 'sending to ann@example.com failed') {
  return mailerOver(() => Promise.reject(Object.assign(new Error(message), { code })));
}

describe('createSendEmailMailer', () => {
  it('hands the letter over as an object, with our reference in a header of our own', async () => {
    const sent: Builder[] = [];
    const mailer = mailerOver(async (message) => void sent.push(message));
    expect(await mailer.send(letterTo('ann@example.com'), 'out_1')).toEqual({
      ok: true,
      value: null,
    });
    expect(sent).toEqual([
      {
        from: { name: 'Billing', email: 'billing@sender.example' },
        to: 'ann@example.com',
        subject: 'verify_address',
        text: 'Hello Ann',
        html: '<p>Hello Ann</p>',
        headers: { 'X-Postmeter-Message-ID': '<out_1@sender.example>' },
      },
    ]);
  });

  it('sends from a bare address where the sender has no name', async () => {
    const sent: Builder[] = [];
    const mailer = mailerOver(async (message) => void sent.push(message), { ...SENDER, name: '' });
    await mailer.send(letterTo('ann@example.com'), 'out_1');
    expect(sent).toMatchObject([{ from: 'billing@sender.example' }]);
  });

  it.each([
    ['E_RECIPIENT_SUPPRESSED', 'mail_rejected_address', 'rejected'],
    ['E_RECIPIENT_NOT_ALLOWED', 'mail_rejected_address', 'rejected'],
    ['E_VALIDATION_ERROR', 'mail_refused', 'rejected'],
    ['E_CONTENT_TOO_LARGE', 'mail_refused', 'rejected'],
    ['E_HEADER_NOT_ALLOWED', 'mail_refused', 'rejected'],
    ['E_SENDER_NOT_VERIFIED', 'mail_refused', 'unavailable'],
    ['E_RATE_LIMIT_EXCEEDED', 'mail_refused', 'unavailable'],
    ['E_DAILY_LIMIT_EXCEEDED', 'mail_refused', 'unavailable'],
    ['E_DELIVERY_FAILED', 'mail_refused', 'unavailable'],
    ['E_INTERNAL_SERVER_ERROR', 'mail_outcome_unknown', 'unknown'],
    ['E_OF_TOMORROW', 'mail_outcome_unknown', 'unknown'],
    ['constructor', 'mail_outcome_unknown', 'unknown'],
    [undefined, 'mail_outcome_unknown', 'unknown'],
  ] as const)('reads %s as %s, %s', async (given, code, disposition) => {
    const sent = await failing(given).send(letterTo('ann@example.com'), 'out_1');
    expect(sent).toMatchObject({ ok: false, error: { code, disposition } });
    expect(sent.ok || sent.error.detail).toContain('sending to [address] failed');
  });

  it('does not know the outcome when no answer comes in time', async () => {
    const sent = await mailerOver(() => new Promise(() => {})).send(letterTo('a@b.example'), 'r');
    expect(sent).toMatchObject({
      ok: false,
      error: { code: 'mail_outcome_unknown', disposition: 'unknown' },
    });
  });

  it('does not send to what is not one address', async () => {
    const mailer = mailerOver(() => Promise.reject(new Error('was asked')));
    expect(await mailer.send(letterTo('a@b.example, c@d.example'), 'r')).toMatchObject({
      ok: false,
      error: { code: 'mail_rejected_address' },
    });
  });
});
