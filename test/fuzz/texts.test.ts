// What people, settings and programs write as one text: months, amounts, ids, addresses, cursors.
import { describe, expect } from 'vitest';
import { parseApiKey } from '#core/api/api-key.ts';
import { decodeCursor } from '#core/api/cursor.ts';
import { parseIdempotencyKey } from '#core/api/idempotency.ts';
import { parseBudgets } from '#core/budget/budget.ts';
import { judgeDkim, judgeDmarc, judgeMx, judgeSpf } from '#core/doctor/judge-mail-records.ts';
import { normalEmail } from '#core/enrolment/email.ts';
import { isId } from '#core/ids.ts';
import { parseDocumentNumber } from '#core/invoicing/number-series.ts';
import { type CurrencyCode, parseCurrency, parseDecimal, parseTokenPrice } from '#core/money.ts';
import { isTimeZone, monthRange, parseMonth } from '#core/month.ts';
import { parsePercent } from '#core/prices/percent.ts';
import { isGuessable } from '#core/sign-in/guessable-password.ts';
import { normalRecoveryCode } from '#core/sign-in/recovery-code.ts';
import { networkOf } from '#core/sign-in/visitor.ts';
import { checkWebhookUrl } from '#core/webhooks/endpoint.ts';
import { emailField } from '../../src/routes/forms.ts';
import { safeNext } from '../../src/routes/require-fresh.ts';
import { fuzz } from './support/fuzz.ts';
import { textLike } from './support/mutations.ts';

const USD = 'USD' as CurrencyCode; // in the table of the money library
const OWN_ORIGIN = 'https://billing.example.net';

describe('texts', () => {
  fuzz('months', textLike('2026-10', '1999-01'), (text) => {
    const month = parseMonth(text);
    if (!month.ok) return expectCode(month.error.reason);
    expect(month.value).toBe(text);
    const { startMs, endMs } = monthRange(month.value, 'Europe/Amsterdam');
    expect(endMs).toBeGreaterThan(startMs);
  });

  fuzz('currencies and token prices', textLike('0.0125', '12', 'USD', '1e3'), (text) => {
    const currency = parseCurrency(text);
    if (!currency.ok) expectCode(currency.error.reason);
    const price = parseTokenPrice(text, USD);
    if (!price.ok) return expectCode(price.error.reason);
    expect(text).toMatch(/^\d+(?:\.\d+)?$/);
  });

  fuzz('amounts', textLike('12.50', '0', '-3.10', '999999999.99'), (text) => {
    const minor = parseDecimal(text, USD);
    if (minor !== undefined) expect(Number.isSafeInteger(minor)).toBe(true);
    const percent = parsePercent(text);
    if (!percent.ok) expectCode(percent.error.reason);
    const budgets = parseBudgets([text], USD);
    if (!budgets.ok) return expectCode(budgets.error.reason);
    expect(budgets.value.every(Number.isSafeInteger)).toBe(true);
  });

  fuzz(
    'ids, keys, cursors and numbers',
    textLike(`cli_${'0'.repeat(26)}`, 'INV-2026-000001', 'WyJhIiwiMSJd'),
    (text) => {
      if (isId('client', text)) expect(text).toMatch(/^cli_[0-9A-Z]{26}$/i);
      parseApiKey(text);
      parseIdempotencyKey(text);
      parseDocumentNumber(text, 'INV-2026');
      const parts = decodeCursor('a', text, [() => true]);
      if (parts) expect(parts.every((part) => typeof part === 'string')).toBe(true);
    },
  );

  fuzz('e-mail addresses', textLike('ada@example.com', 'ada+b@mail.example.co.uk'), (text) => {
    expect(normalEmail(normalEmail(text))).toBe(normalEmail(text));
    const parsed = emailField.safeParse(text);
    if (parsed.success) expect(parsed.data).toMatch(/^[^\s<>"@]+@[^\s<>"@]+$/);
  });

  fuzz(
    'passwords, codes and networks',
    textLike('Abcdef123', 'ABCD-EFGH', '203.0.113.7', '2001:db8::1'),
    (text) => {
      isGuessable(text, ['ada@example.com', text]);
      normalRecoveryCode(text);
      expect(typeof networkOf(text)).toBe('string');
    },
  );

  fuzz(
    'addresses of webhook endpoints',
    textLike(
      'https://hooks.example.net/x',
      'http://127.0.0.1:8080/',
      'https://[::1]/',
      'https://10.0.0.1.nip.io/',
    ),
    (text) => {
      const url = checkWebhookUrl(text, { development: false, ownOrigin: OWN_ORIGIN });
      if (!url.ok) return expectCode(url.error.reason);
      const { protocol, hostname, username } = new URL(url.value);
      expect([protocol, username]).toEqual(['https:', '']);
      expect(hostname).toMatch(/^[^[\]]*\.[^.\d][^.]*\.?$/);
    },
  );

  fuzz('next addresses', textLike('/account/password', '//evil.test', '/account/../x'), (text) => {
    const { origin, pathname } = new URL(safeNext(text), OWN_ORIGIN);
    expect([origin, pathname.startsWith('/account')]).toEqual([OWN_ORIGIN, true]);
  });

  fuzz(
    'records of the mail domain',
    textLike(
      'v=spf1 include:x -all',
      'v=DKIM1; k=rsa; p=AAAA',
      'v=DMARC1; p=none',
      'mail.example.net',
    ),
    (text) => {
      for (const texts of [[text], [text, text]]) {
        judgeSpf('example.net', texts);
        judgeDkim('s._domainkey.example.net', texts);
        judgeDmarc('example.net', texts);
        judgeMx('example.net', texts);
      }
    },
  );

  fuzz('names of time zones', textLike('Europe/Amsterdam', 'UTC'), (text) => {
    expect(typeof isTimeZone(text)).toBe('boolean');
  });
});

function expectCode(code: string): void {
  expect(code).toMatch(/^[a-z][a-z_]*$/);
}
