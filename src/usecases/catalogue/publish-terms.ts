import type { TermsKind } from '#core/enrolment/terms.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';

export interface NewTerms {
  readonly kind: TermsKind;
  readonly version: string;
  /** The text, or empty with a `url`. */
  readonly text: string;
  readonly url: string;
}

/** Publishes a version of a text; it is current from now on. A version, once published, never changes. */
export async function publishTerms(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  terms: NewTerms,
  actor: string,
): Promise<Result<null, { readonly reason: 'terms_version_exists' }>> {
  const atMs = clock.nowMs();
  const hash = await secrets.digest(terms.text || terms.url);
  const { kind, version } = terms;
  const current = (await store.catalogue.currentTerms()).find((known) => known.kind === kind);
  const committed = await store.commit([
    { type: 'terms_published', terms: { ...terms, hash }, atMs },
    {
      type: 'audit',
      event: {
        atMs,
        actor,
        action: 'terms_published',
        subjectId: `${kind}:${version}`,
        detail: { hash, before: { version: current?.version ?? '' }, after: { version } },
      },
    },
  ]);
  if (committed.ok) return ok(null);
  // The same text again: whoever never heard the answer may ask again.
  const known = await store.catalogue.terms(kind, version);
  return known?.hash === hash ? ok(null) : err({ reason: 'terms_version_exists' });
}
