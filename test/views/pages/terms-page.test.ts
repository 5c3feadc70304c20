import { describe, expect, it } from 'vitest';
import type { TermsVersion } from '#core/enrolment/terms.ts';
import { ENGLISH } from '#views/languages.ts';
import { TermsPage } from '#views/pages/terms-page.tsx';

const frame = {
  language: ENGLISH,
  provider: { name: 'Northwind', supportEmail: 'help@northwind.example' },
};
const terms: TermsVersion = {
  kind: 'post_pay_terms',
  version: '3',
  text: 'One.\r\n\r\nTwo\nlines.\n\n\n',
  url: '',
  hash: 'abc123',
};

describe('TermsPage', () => {
  it('shows the paragraphs, the version and the hash', () => {
    const html = String(TermsPage({ frame, terms }));
    expect(html).toContain('<h1>Post-Pay Terms</h1>');
    expect(html.match(/<p class="keep-lines"/g)).toHaveLength(2);
    expect(html).toContain('Two\nlines.');
    expect(html).toContain('Version 3');
    expect(html).toContain('abc123');
  });

  it('leads to a text that stands elsewhere', () => {
    const html = String(
      TermsPage({ frame, terms: { ...terms, text: '', url: 'https://example.org/t' } }),
    );
    expect(html).toContain('<a href="https://example.org/t">');
  });
});
