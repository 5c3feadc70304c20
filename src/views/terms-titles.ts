import type { TermsKind } from '#core/enrolment/terms.ts';

/** What people call the texts that they accept. */
export const TERMS_TITLES = {
  terms_of_service: 'Terms of Service',
  post_pay_terms: 'Post-Pay Terms',
} as const satisfies Record<TermsKind, string>;
