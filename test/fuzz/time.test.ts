// Regular expressions and searches over text from outside take time in step with its length, whatever it is made of.
import { describe, it } from 'vitest';
import { billingFailure } from '#adapters/billing/wire/failure.ts';
import { readMark } from '#adapters/billing/wire/line-mark.ts';
import { readJson } from '#adapters/billing/wire/read-json.ts';
import { readLaravelError } from '#adapters/solusvm/laravel-error.ts';
import { judgeDkim, judgeDmarc, judgeSpf } from '#core/doctor/judge-mail-records.ts';
import { readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { parseMonth } from '#core/month.ts';
import { isGuessable } from '#core/sign-in/guessable-password.ts';
import { normalRecoveryCode } from '#core/sign-in/recovery-code.ts';
import { checkWebhookUrl } from '#core/webhooks/endpoint.ts';
import { emailField } from '../../src/routes/forms.ts';
import { safeNext } from '../../src/routes/require-fresh.ts';
import { expectLinear } from './support/linear.ts';

const UNITS = [
  ...[
    'a',
    '0',
    ' ',
    '\n',
    '-',
    '.',
    '@',
    '/',
    '"',
    '\\',
    '<',
    '>',
    '[',
    '{',
    '(',
    '"a',
    '\\"',
    '["',
  ],
  ...[
    'a@',
    'a.',
    '-a',
    ' a',
    '1 ',
    '[PM-',
    '[PM-0000000000.',
    '/a-',
    'v=spf1 ',
    'include:',
    '<html',
    '&#',
  ],
];

const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  'marks in lines': readMark,
  'JSON behind noise': readJson,
  'details of failures': (text) => billingFailure('read', 'billing_error', text),
  'refusals of the panel': (text) =>
    readLaravelError('application/json', JSON.stringify({ message: text }), ['secret']),
  SPF: (text) => judgeSpf('example.net', [text]),
  DKIM: (text) => judgeDkim('s._domainkey.example.net', [text]),
  DMARC: (text) => judgeDmarc('example.net', [text]),
  'verification files': readInvoiceFile,
  passwords: (text) => isGuessable(text, ['ada@example.com']),
  'recovery codes': normalRecoveryCode,
  months: parseMonth,
  'webhook addresses': (text) =>
    checkWebhookUrl(text, { development: false, ownOrigin: 'https://billing.example.net' }),
  'e-mail addresses': (text) => emailField.safeParse(text),
  'next addresses': safeNext,
};

describe('the time of a parser', () => {
  it.each(Object.keys(PARSERS))('grows with its input and no faster: %s', (name) => {
    for (const unit of UNITS) expectLinear(PARSERS[name] ?? (() => {}), unit);
  });
});
