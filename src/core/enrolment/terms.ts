/** The two texts a client may have to accept. */
export const TERMS_KINDS = ['terms_of_service', 'post_pay_terms'] as const;
export type TermsKind = (typeof TERMS_KINDS)[number];

/** One version of a text, ours or at an address. */
export interface TermsVersion {
  readonly kind: TermsKind;
  readonly version: string;
  /** The text itself; empty where it stands at `url`. */
  readonly text: string;
  /** Where it stands; empty where the text is here. */
  readonly url: string;
  /** SHA-256, hex, of what was shown: the text, or the address. */
  readonly hash: string;
}

/** What the person ticked: kind and version, so that a text that changed meanwhile is not accepted by accident. */
export interface Acceptance {
  readonly kind: TermsKind;
  readonly version: string;
}

/** Whether there is anything that somebody could agree to: without terms of service nobody is enrolled. */
export function areTermsPublished(current: readonly TermsVersion[]): boolean {
  return current.some(({ kind }) => kind === 'terms_of_service');
}

/** The current texts that are not among those accepted; another version of a text does not count. */
export function unacceptedTerms(
  current: readonly TermsVersion[],
  accepted: readonly Acceptance[],
): readonly TermsVersion[] {
  return current.filter(
    ({ kind, version }) => !accepted.some((a) => a.kind === kind && a.version === version),
  );
}

/** Kinds that still need accepting; empty means that all current texts were accepted as shown. */
export function missingAcceptances(
  current: readonly TermsVersion[],
  accepted: readonly Acceptance[],
): readonly TermsKind[] {
  return unacceptedTerms(current, accepted).map(({ kind }) => kind);
}
