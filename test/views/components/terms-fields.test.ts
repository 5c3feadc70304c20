import { describe, expect, it } from 'vitest';
import type { TermsVersion } from '#core/enrolment/terms.ts';
import { TermsFields } from '#views/components/terms-fields.tsx';
import { ENGLISH } from '#views/languages.ts';

const ours: TermsVersion = {
  kind: 'terms_of_service',
  version: '2026-10 b',
  text: 'The text.',
  url: '',
  hash: 'aa',
};
const elsewhere: TermsVersion = {
  kind: 'post_pay_terms',
  version: '3',
  text: '',
  url: 'https://example.org/post-pay',
  hash: 'bb',
};

describe('TermsFields', () => {
  it('asks for each version by kind and version', () => {
    const html = String(TermsFields({ language: ENGLISH, terms: [ours, elsewhere] }));
    expect(html).toContain('name="accept" value="terms_of_service:2026-10 b" required=""');
    expect(html).toContain('name="accept" value="post_pay_terms:3" required=""');
    expect(html).not.toContain('checked');
  });

  it('leads to the text here or at its address, in a new tab', () => {
    const html = String(TermsFields({ language: ENGLISH, terms: [ours, elsewhere] }));
    expect(html).toContain(
      '<a href="/terms/terms_of_service/2026-10%20b" target="_blank" rel="noopener">',
    );
    expect(html).toContain(
      '<a href="https://example.org/post-pay" target="_blank" rel="noopener">',
    );
  });

  it('keeps what was ticked and shows the error beside what was not', () => {
    const html = String(
      TermsFields({
        language: ENGLISH,
        terms: [ours, elsewhere],
        accepted: ['terms_of_service:2026-10 b'],
        errors: ['post_pay_terms'],
      }),
    );
    expect(html).toMatch(/value="terms_of_service:2026-10 b" checked=""/);
    expect(html).not.toMatch(/value="post_pay_terms:3" checked/);
    expect(html).toContain('aria-invalid="true" aria-describedby="accept-post_pay_terms-error"');
    expect(html).toContain('id="accept-post_pay_terms-error">Please accept the Post-Pay Terms');
  });

  it('does not tick a version that changed meanwhile', () => {
    const html = String(
      TermsFields({ language: ENGLISH, terms: [ours], accepted: ['terms_of_service:2025-01'] }),
    );
    expect(html).not.toContain('checked');
  });

  it('is nothing without terms', () => {
    expect(TermsFields({ language: ENGLISH, terms: [] })).toBeNull();
  });
});
