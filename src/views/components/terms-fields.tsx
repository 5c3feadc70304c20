import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import { TERMS_TITLES } from '#views/terms-titles.ts';

export interface TermsFieldsProps {
  readonly terms: readonly TermsVersion[];
  /** Values ticked before, as `kind:version`. */
  readonly accepted?: readonly string[];
  readonly errors?: readonly TermsKind[];
}

/** One required checkbox per text. Its value names the version, so that what was shown is what is accepted. */
export function TermsFields({ terms, accepted = [], errors = [] }: TermsFieldsProps) {
  if (terms.length === 0) return null;
  return (
    <fieldset class="terms">
      <legend>
        {terms.length === 1 ? 'Please read and accept' : 'Please read and accept both'}
      </legend>
      {terms.map((version) => (
        <TermsField
          version={version}
          checked={accepted.includes(acceptanceValue(version))}
          missing={errors.includes(version.kind)}
        />
      ))}
    </fieldset>
  );
}

/** Id of the checkbox of a text, for links to it. */
export function termsFieldId(kind: TermsKind): string {
  return `accept-${kind}`;
}

/** What the form says where a text was not accepted. */
export function termsErrorText(kind: TermsKind): string {
  return `Please accept the ${TERMS_TITLES[kind]} to go on.`;
}

interface TermsFieldProps {
  readonly version: TermsVersion;
  readonly checked: boolean;
  readonly missing: boolean;
}

function TermsField({ version, checked, missing }: TermsFieldProps) {
  const id = termsFieldId(version.kind);
  const href = version.text
    ? `/terms/${version.kind}/${encodeURIComponent(version.version)}`
    : version.url;
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        name="accept"
        value={acceptanceValue(version)}
        checked={checked}
        required
        aria-invalid={missing ? 'true' : undefined}
        aria-describedby={missing ? `${id}-error` : undefined}
      />
      <label for={id}>
        I accept the{' '}
        <a href={href} target="_blank" rel="noopener">
          {TERMS_TITLES[version.kind]}
          <span class="visually-hidden"> (opens in a new tab)</span>
        </a>{' '}
        <span class="version">version {version.version}</span>
      </label>
      {missing && (
        <p class="error" id={`${id}-error`}>
          {termsErrorText(version.kind)}
        </p>
      )}
    </div>
  );
}

function acceptanceValue({ kind, version }: TermsVersion): string {
  return `${kind}:${version}`;
}
