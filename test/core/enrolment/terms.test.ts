import { describe, expect, it } from 'vitest';
import {
  type Acceptance,
  areTermsPublished,
  missingAcceptances,
  TERMS_KINDS,
  type TermsKind,
  type TermsVersion,
} from '#core/enrolment/terms.ts';

function version(kind: TermsKind, deviation: Partial<TermsVersion> = {}): TermsVersion {
  return { kind, version: '2026-01', text: 'Be fair.', url: '', hash: 'a1', ...deviation };
}

const CURRENT = TERMS_KINDS.map((kind) => version(kind));
const ACCEPTED: readonly Acceptance[] = TERMS_KINDS.map((kind) => ({ kind, version: '2026-01' }));

describe('missingAcceptances', () => {
  it('misses nothing when every current text was accepted, in whatever order', () => {
    expect(missingAcceptances(CURRENT, ACCEPTED)).toEqual([]);
    expect(missingAcceptances(CURRENT, [...ACCEPTED].reverse())).toEqual([]);
  });

  it.each(TERMS_KINDS)('misses %s alone when only that was not accepted', (kind) => {
    const accepted = ACCEPTED.filter((acceptance) => acceptance.kind !== kind);
    expect(missingAcceptances(CURRENT, accepted)).toEqual([kind]);
  });

  it('misses a text that was accepted in another version', () => {
    const current = CURRENT.map((terms) =>
      terms.kind === 'post_pay_terms' ? { ...terms, version: '2026-02' } : terms,
    );
    expect(missingAcceptances(current, ACCEPTED)).toEqual(['post_pay_terms']);
  });

  it('misses a text when the version accepted is that of the other text', () => {
    const accepted: Acceptance[] = [
      { kind: 'terms_of_service', version: '2026-01' },
      { kind: 'terms_of_service', version: '2026-01' },
    ];
    expect(missingAcceptances(CURRENT, accepted)).toEqual(['post_pay_terms']);
  });

  it('asks for nothing where there is no text, and does not mind more acceptances than texts', () => {
    expect(missingAcceptances([], [])).toEqual([]);
    expect(missingAcceptances([], ACCEPTED)).toEqual([]);
  });
});

describe('areTermsPublished', () => {
  it('wants the terms of service, and not the others', () => {
    expect(areTermsPublished(CURRENT)).toBe(true);
    expect(areTermsPublished([version('terms_of_service')])).toBe(true);
    expect(areTermsPublished([version('post_pay_terms')])).toBe(false);
    expect(areTermsPublished([])).toBe(false);
  });
});
