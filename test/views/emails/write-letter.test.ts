import { describe, expect, it } from 'vitest';
import type { Letter, LetterKind } from '#core/letters.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { writeLetter } from '#views/emails/write-letter.tsx';

const provider = { name: 'Northwind', supportEmail: 'help@northwind.example' };
const url = 'https://my.northwind.example/verify?token=Zx9_-a&b=1';

/** Those to clients: operators are greeted by no name. */
const TO_CLIENTS = Object.entries(lettersTo('Ada')).filter(([kind]) => kind !== 'operator_alarm');

describe.each(TO_CLIENTS)('writeLetter of %s', (kind, letter) => {
  const { subject, text, html } = writeLetter(letter, provider);

  it('has the address on a line of its own in the text and twice in the HTML', () => {
    expect(text.split('\n')).toContain(url);
    expect(html.split(`href="${url.replace('&', '&amp;')}"`)).toHaveLength(3);
  });

  it('greets by name and reads well without HTML', () => {
    expect(text).toMatch(/^Hello Ada,\n\n/);
    expect(text).not.toMatch(/<[a-z]|&[a-z]+;/i);
    expect(text).toContain('Northwind\nhelp@northwind.example\n');
    expect(subject).not.toBe('');
  });

  it('is a whole HTML document without a table or a script', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en" dir="ltr">.*<\/html>$/s);
    expect(html).not.toMatch(/<table|<script|<img/);
  });

  it('keeps hostile names out of headers and markup', () => {
    const name = 'Ada <b onclick="x">\r\nBcc: all@example.org';
    const written = writeLetter(lettersTo(name)[kind as LetterKind], {
      name: `North\r\nBcc: all@example.org\u2028<i>`,
      supportEmail: provider.supportEmail,
    });
    expect(written.subject).not.toMatch(/[\r\n\u2028]/);
    expect(written.html).not.toMatch(/<b[ >]|<i>/);
    expect(written.text).not.toMatch(/^Bcc:/m);
  });
});

describe('writeLetter', () => {
  it.each([
    'Win at https://evil.example',
    'evil.example',
    'ada@evil.example',
    'x'.repeat(61),
    '\r\n',
    'a\u202eb/c',
  ])('greets without a name that reads like a link or a message: %j', (name) => {
    expect(writeLetter(lettersTo(name).verify_address, provider).text).toMatch(/^Hello,\n/);
  });

  it.each(['Ada Lovelace', 'Dr. Ada', "O'Neill", 'أدا لوفليس', '👩🏽‍🚀 Ada'])(
    'greets %s by name',
    (name) => {
      expect(writeLetter(lettersTo(name).verify_address, provider).text).toContain(
        `Hello ${name},`,
      );
    },
  );

  it('gives number, month, total and due date of an invoice', () => {
    const { subject, text } = writeLetter(lettersTo('Ada').invoice_issued, provider);
    expect(subject).toBe('Invoice INV-2026-000123 for October 2026: €62.73');
    expect(text).toContain('Due on 15 November 2026.');
  });

  it('says how to pay, each line on its own in both parts', () => {
    const howToPay = ['Account 1234', 'Reference: INV-2026-000123'];
    const letter = { ...lettersTo('Ada').invoice_issued, howToPay };
    const { text, html } = writeLetter(letter, provider);
    expect(text).toContain('\n\nHow to pay:\nAccount 1234\nReference: INV-2026-000123\n\n');
    expect(html).toContain('How to pay:<br/>Account 1234<br/>Reference: INV-2026-000123');
    expect(writeLetter(lettersTo('Ada').invoice_issued, provider).text).not.toContain('How to pay');
  });

  it('says of a supplement that it corrects the invoice, and when it is due', () => {
    const letter = { ...lettersTo('Ada').invoice_issued, document: 'supplement' } as const;
    const { subject, text } = writeLetter(letter, provider);
    expect(subject).toBe('Supplement INV-2026-000123 for October 2026: €62.73');
    expect(text).toContain('was too low. This supplement adds the difference.');
    expect(text).toContain('Due on 15 November 2026.');
    expect(text).toContain('View the supplement');
  });

  it('asks for nothing in a credit note', () => {
    const total = { currency: 'EUR' as CurrencyCode, amountMinor: -6273 };
    const letter = { ...lettersTo('Ada').invoice_issued, document: 'credit_note', total } as const;
    const { subject, text } = writeLetter(letter, provider);
    expect(subject).toBe('Credit note INV-2026-000123 for October 2026: -€62.73');
    expect(text).toContain('was too high. This credit note takes the difference back.');
    expect(text).toContain('There is nothing to pay.');
    expect(text).not.toContain('Due on');
  });

  it('is in the language of its reader, with names, numbers and addresses as they are', () => {
    const { subject, text, html } = writeLetter(lettersTo('Ada', 'hi').invoice_issued, provider);
    expect(subject).toBe('अक्टूबर 2026 का इनवॉइस INV-2026-000123: €62.73');
    expect(text).toMatch(/^नमस्ते Ada,\n\n/);
    expect(text).toContain('देय तारीख: 15 नवंबर 2026।');
    expect(text.split('\n')).toContain(url);
    expect(html).toMatch(/^<!doctype html><html lang="hi" dir="ltr">/);
  });

  it.each(['', 'xx'])('is in English for a reader of %j', (language) => {
    expect(writeLetter(lettersTo('Ada', language).verify_address, provider).text).toMatch(
      /^Hello Ada,/,
    );
  });

  it('gives the second address to somebody who has an account', () => {
    const { text, html } = writeLetter(lettersTo('Ada').already_client, provider);
    expect(text.split('\n')).toContain('https://my.northwind.example/forgot');
    expect(html).toContain('href="https://my.northwind.example/forgot"');
  });
});

describe('writeLetter to the operator', () => {
  const month = '2026-10' as BillingMonth;
  const months = Array.from({ length: 9 }, () => month);
  it.each([
    [{ cause: 'automation_missed', dueAtMs: 0 }, '', '1970-01-01T00:00:00.000Z'],
    [
      { cause: 'automation_failed', steps: [{ step: 'invoices', did: '2 parked.' }] },
      '',
      'invoices: 2 parked.',
    ],
    [{ cause: 'run_stuck', runId: 'run_x', month }, '/runs/run_x', 'the run of 2026-10 is stuck'],
    [{ cause: 'months_unsettled', months }, '/runs', 'and 3 more'],
    [{ cause: 'deliveries_stopped', system: 'whmcs', code: 'x' }, '/deliveries', 'whmcs refuses'],
    [
      { cause: 'webhook_disabled', endpointId: 'whk_x', host: 'h.test', why: 'gone' },
      '/webhooks/whk_x',
      '410 Gone',
    ],
    [
      { cause: 'webhook_disabled', endpointId: 'whk_x', host: 'h.test', why: 'failing' },
      '/webhooks/whk_x',
      'Five days',
    ],
  ] as const)('says what is wrong and where to look: %o', (alarm, path, words) => {
    const letter = { ...lettersTo('').operator_alarm, alarm };
    const { subject, text, html } = writeLetter(letter, provider);
    expect(subject).toMatch(/^Postmeter: /);
    expect(`${subject}\n${text}`).toContain(words);
    expect(text.split('\n')).toContain(`https://my.northwind.example/admin${path}`);
    expect(html).toContain(`href="https://my.northwind.example/admin${path}"`);
  });
});

function lettersTo(
  name: string,
  language = 'en',
): { readonly [K in LetterKind]: Extract<Letter, { kind: K }> } {
  const to = { to: 'ada@example.org', language };
  return {
    verify_address: { ...to, kind: 'verify_address', name, url },
    already_client: {
      ...to,
      kind: 'already_client',
      name,
      loginUrl: url,
      forgotUrl: 'https://my.northwind.example/forgot',
    },
    account_ready: { ...to, kind: 'account_ready', name, dashboardUrl: url },
    operator_alarm: {
      ...to,
      kind: 'operator_alarm',
      alarm: { cause: 'deliveries_stopped', system: name, code: 'billing_refused_key' },
      adminUrl: 'https://my.northwind.example/admin',
    },
    invitation: { ...to, kind: 'invitation', name, url },
    reset_password: { ...to, kind: 'reset_password', name, url },
    confirm_new_email: { ...to, kind: 'confirm_new_email', name, url },
    security_notice: {
      ...to,
      kind: 'security_notice',
      name,
      event: 'new_browser',
      atMs: Date.UTC(2026, 10, 1, 12),
      timeZone: 'UTC',
      network: '203.0.113.0/24',
      device: 'Firefox · Linux',
      accountUrl: url,
    },
    closing_notice: { ...to, kind: 'closing_notice', name, event: 'requested', accountUrl: url },
    budget_reached: {
      ...to,
      kind: 'budget_reached',
      name,
      month: '2026-10' as BillingMonth,
      budget: { currency: 'EUR' as CurrencyCode, amountMinor: 5000 },
      soFar: { currency: 'EUR' as CurrencyCode, amountMinor: 5120 },
      url,
    },
    invoice_issued: {
      ...to,
      kind: 'invoice_issued',
      document: 'invoice',
      name,
      number: 'INV-2026-000123',
      month: '2026-10' as BillingMonth,
      total: { currency: 'EUR' as CurrencyCode, amountMinor: 6273 },
      dueDate: '2026-11-15',
      url,
    },
  };
}
