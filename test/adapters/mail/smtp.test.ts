import { describe, expect, inject, it } from 'vitest';
import type { WriteLetter } from '#adapters/mail/message.ts';
import { createSmtpMailer, type SmtpSettings } from '#adapters/mail/smtp.ts';
import { SMTP_PASSWORD, SMTP_USER } from '../../support/credentials.ts';
import { smtpMessages } from '../../support/emulators.ts';
import { letterTo, SENDER, writerOf } from '../../support/letters.ts';

const CLOCK = { nowMs: () => Date.UTC(2026, 3, 1, 7, 30, 0) };

function mailer(settings: Partial<SmtpSettings> = {}, write: WriteLetter = writerOf()) {
  const defaults: SmtpSettings = {
    host: '127.0.0.1',
    port: inject('smtpPort'),
    security: 'none',
    credentials: { user: SMTP_USER, password: SMTP_PASSWORD },
    sender: SENDER,
    timeoutMs: 2_000,
  };
  return createSmtpMailer({ ...defaults, ...settings }, CLOCK, write);
}

/** An address that no other test uses; the sink chooses its answer by the part before the @. */
function recipient(mode = 'ann'): string {
  return `${mode}@${crypto.randomUUID()}.example`;
}

async function onlyMessage(to: string): Promise<string> {
  const messages = await smtpMessages(to);
  expect(messages).toHaveLength(1);
  return messages[0]?.raw ?? '';
}

describe('createSmtpMailer', () => {
  it('hands a message over, with headers that name it for good', async () => {
    const to = recipient();
    expect(await mailer().send(letterTo(to), 'out_01abc')).toEqual({ ok: true, value: null });
    const [head] = (await onlyMessage(to)).split('\r\n\r\n');
    expect(head?.split('\r\n')).toEqual([
      'Date: Wed, 01 Apr 2026 07:30:00 +0000',
      'From: "Billing" <billing@sender.example>',
      `To: ${to}`,
      'Message-ID: <out_01abc@sender.example>',
      'Subject: verify_address',
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="=_postmeter_alternative"',
    ]);
  });

  it('keeps text and HTML as they are, through dots, long lines, equal signs and other scripts', async () => {
    const to = recipient();
    const text = ['.', '..two', 'ends in space ', '= is =3D', 'ä€🚀'.repeat(40), '', 'end'].join(
      '\n',
    );
    const html = `<p>${'x'.repeat(500)}</p>\r\n<p>Grüße</p>`;
    await mailer({}, writerOf({ text, html })).send(letterTo(to), 'r');
    const raw = await onlyMessage(to);
    expect(raw.split('\r\n').every((line) => line.length <= 76)).toBe(true);
    expect(raw).toMatch(/^[\r\n\x20-\x7e]*$/);
    expect(partsOf(raw)).toEqual([text.replaceAll('\n', '\r\n'), html]);
  });

  it('encodes subject and name beyond ASCII in words of 75 characters at most', async () => {
    const to = recipient();
    const subject = `Ihre Rechnung für März – ${'Übergröße 🚀 '.repeat(12)}`.trim();
    const sender = { name: 'Bücher "&" Co', address: SENDER.address };
    await mailer({ sender }, writerOf({ subject })).send(letterTo(to), 'r');
    const raw = await onlyMessage(to);
    expect(raw.split('\r\n').every((line) => line.length <= 85)).toBe(true);
    expect(decodeWords(headerOf(raw, 'Subject'))).toBe(subject);
    expect(decodeWords(headerOf(raw, 'From'))).toBe('Bücher "&" Co <billing@sender.example>');
  });

  it('lets no subject or reference add a header', async () => {
    const to = recipient();
    const subject = 'Hi\r\nBcc: evil@x.example\r\n\r\nbody';
    await mailer({}, writerOf({ subject })).send(letterTo(to), 'r>\r\nBcc: evil@x.example');
    const raw = await onlyMessage(to);
    expect(raw).not.toMatch(/^Bcc:/m);
    expect(headerOf(raw, 'Subject')).toBe('Hi Bcc: evil@x.example body');
    expect(headerOf(raw, 'Message-ID')).toMatch(/^<[\w=-]+@sender\.example>$/);
  });

  it.each([
    'x@y.example>\r\nRCPT TO:<evil@x.example',
    'two@a.example, three@b.example',
    'Ann <ann@a.example>',
    'jörg@a.example',
    'no-at-sign',
    '"quoted user"@a.example',
    `${'x'.repeat(250)}@a.example`,
  ])('refuses an address that could be more than one (%#)', async (to) => {
    expect(await mailer().send(letterTo(to), 'r')).toMatchObject({
      ok: false,
      error: { code: 'mail_rejected_address', disposition: 'rejected' },
    });
  });

  it.each([
    ['rejected', 'mail_rejected_address', 'rejected', /^RCPT: 550 no such user \[address\]$/],
    ['greylisted', 'mail_refused', 'unavailable', /^RCPT: 451/],
    ['refused-content', 'mail_refused', 'rejected', /^content: 554/],
    ['busy-content', 'mail_refused', 'unavailable', /^content: 452/],
    ['dropped', 'mail_outcome_unknown', 'unknown', /^content: the server closed/],
  ] as const)('tells what happened to %s: %s, %s', async (mode, code, disposition, detail) => {
    const to = recipient(mode);
    const sent = await mailer().send(letterTo(to), 'r');
    expect(sent).toMatchObject({ ok: false, error: { code, disposition } });
    expect(sent.ok || sent.error.detail).toMatch(detail);
    expect(sent.ok || sent.error.detail).not.toContain('@');
  });

  it('takes its leave, though nobody waits for an answer to that', async () => {
    const to = recipient();
    expect(await mailer().send(letterTo(to), 'r')).toEqual({ ok: true, value: null });
    await expect.poll(async () => (await smtpMessages(to))[0]?.quit).toBe(true);
  });

  it('does not know the outcome when no reply comes in time', async () => {
    const to = recipient('silent');
    const sent = await mailer({ timeoutMs: 300 }).send(letterTo(to), 'r');
    expect((await smtpMessages(to)).map(({ quit }) => quit)).toEqual([false]);
    expect(sent).toMatchObject({
      ok: false,
      error: { code: 'mail_outcome_unknown', disposition: 'unknown' },
    });
  });

  it('may try again where nobody listens', async () => {
    expect(await mailer({ port: 9 }).send(letterTo(recipient()), 'r')).toMatchObject({
      ok: false,
      error: { code: 'mail_unreachable', disposition: 'unavailable' },
    });
  });

  it('may try again where a server greets too late or speaks another language', async () => {
    const port = Number(new URL(inject('outsideUrl')).port); // HTTP waits for us to begin
    const sent = await mailer({ port, timeoutMs: 300 }).send(letterTo(recipient()), 'r');
    expect(sent).toMatchObject({
      ok: false,
      error: { code: 'mail_unreachable', disposition: 'unavailable' },
    });
  });

  it('may try again where TLS is spoken to a server without it', async () => {
    const to = recipient();
    expect(await mailer({ security: 'tls' }).send(letterTo(to), 'r')).toMatchObject({
      ok: false,
      error: { code: 'mail_unreachable', disposition: 'unavailable' },
    });
    expect(await smtpMessages(to)).toEqual([]);
  });

  it('sends nothing in the clear where STARTTLS is demanded and not offered', async () => {
    const to = recipient();
    const sent = await mailer({ security: 'starttls' }).send(letterTo(to), 'r');
    expect(sent).toMatchObject({ ok: false, error: { disposition: 'unavailable' } });
    expect(sent.ok || sent.error.detail).toMatch(/^STARTTLS: 5/);
    expect(await smtpMessages(to)).toEqual([]);
  });

  it('keeps the letter for later when the password is wrong, and does not repeat the password', async () => {
    const credentials = { user: SMTP_USER, password: 'wrong-pässword' };
    const sent = await mailer({ credentials }).send(letterTo(recipient()), 'r');
    expect(sent).toMatchObject({
      ok: false,
      error: { code: 'mail_refused', disposition: 'unavailable' },
    });
    expect(sent.ok || sent.error.detail).toBe('AUTH: 535 wrong user or password');
  });

  it('keeps the letter for later when the server wants credentials and has none', async () => {
    const sent = await mailer({ credentials: null }).send(letterTo(recipient()), 'r');
    expect(sent).toMatchObject({
      ok: false,
      error: { code: 'mail_refused', disposition: 'unavailable' },
    });
  });
});

function headerOf(raw: string, name: string): string {
  const head = raw.split('\r\n\r\n')[0]?.replace(/\r\n /g, ' ') ?? '';
  return new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
}

/** Decodes words as a reader does (RFC 2047 6.2): white space between two of them is not shown. */
function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (word, text: string) => {
      expect(word.length).toBeLessThanOrEqual(75);
      return Buffer.from(text, 'base64').toString();
    });
}

function partsOf(raw: string): readonly string[] {
  return raw
    .split(/\r\n--=_postmeter_alternative(?:--)?\r\n/)
    .slice(1, -1)
    .map((part) => part.slice(part.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, ''))
    .map((text) =>
      Buffer.from(
        text.replace(/=([0-9A-F]{2})/g, (_code, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
        'latin1',
      ).toString(),
    );
}
