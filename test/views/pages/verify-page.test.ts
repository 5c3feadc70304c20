import { describe, expect, it } from 'vitest';
import type { CurrencyCode } from '#core/money.ts';
import { ENGLISH } from '#views/languages.ts';
import { VerifyPage, type VerifyPageProps } from '#views/pages/verify-page.tsx';

const USD = 'USD' as CurrencyCode;
const EUR = 'EUR' as CurrencyCode;
const props: VerifyPageProps = {
  frame: {
    language: ENGLISH,
    provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
  },
  token: 'secret-token',
  email: 'ada@example.org',
  terms: [{ kind: 'terms_of_service', version: '1', text: 'T', url: '', hash: 'aa' }],
  currencies: [USD],
  needsPassword: false,
  values: { accepted: [], currency: 'USD' },
  errors: {},
};

describe('VerifyPage', () => {
  it('posts the token and the terms', () => {
    const html = String(VerifyPage(props));
    expect(html).toContain('<form method="post" action="/verify"');
    expect(html).toContain('<input type="hidden" name="token" value="secret-token"/>');
    expect(html).toContain('value="terms_of_service:1"');
    expect(html).toContain('Accept and create my account');
  });

  it('asks for a password only where the link came to another browser', () => {
    expect(String(VerifyPage(props))).not.toContain('type="password"');
    const html = String(VerifyPage({ ...props, needsPassword: true }));
    expect(html).toContain('type="password"');
    expect(html).toContain('it replaces the one typed at sign-up');
  });

  it('asks for a currency only where there is a choice', () => {
    expect(String(VerifyPage(props))).not.toContain('name="currency"');
    const html = String(
      VerifyPage({
        ...props,
        currencies: [USD, EUR],
        values: { accepted: [], currency: 'EUR' },
        errors: { currency: 'Choose one.' },
      }),
    );
    expect(html).toContain('<option value="EUR" selected="">');
    expect(html).toContain('<a href="#currency">Choose one.</a>');
    expect(html).toContain('aria-describedby="currency-error"');
  });

  it('leads from the summary to the box that was not ticked', () => {
    const html = String(VerifyPage({ ...props, errors: { terms: ['terms_of_service'] } }));
    expect(html).toContain('<a href="#accept-terms_of_service">');
    expect(html).toContain('id="accept-terms_of_service" type="checkbox"');
  });
});
