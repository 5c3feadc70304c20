import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import type { FieldError } from '#views/components/error-summary.tsx';
import type { Language } from '#views/languages.ts';

export interface TermsFieldsProps {
  readonly language: Language;
  readonly terms: readonly TermsVersion[];
  /** Values ticked before, as `kind:version`. */
  readonly accepted?: readonly string[];
  readonly errors?: readonly TermsKind[];
}

/** One required checkbox per text. Its value names the version, so that what was shown is what is accepted. */
export function TermsFields({ language, terms, accepted = [], errors = [] }: TermsFieldsProps) {
  const texts = language.texts.terms;
  if (terms.length === 0) return null;
  return (
    <fieldset class="terms">
      <legend>{terms.length === 1 ? texts.acceptOne : texts.acceptBoth}</legend>
      {terms.map((version) => (
        <TermsField
          language={language}
          version={version}
          checked={accepted.includes(acceptanceValue(version))}
          missing={errors.includes(version.kind)}
        />
      ))}
    </fieldset>
  );
}

/** The errors of texts that were not accepted, each leading to its checkbox. */
export function termsErrors(
  kinds: readonly TermsKind[],
  language: Language,
): readonly FieldError[] {
  return kinds.map((kind) => ({ field: fieldId(kind), message: errorText(kind, language) }));
}

interface TermsFieldProps {
  readonly language: Language;
  readonly version: TermsVersion;
  readonly checked: boolean;
  readonly missing: boolean;
}

function TermsField({ language, version, checked, missing }: TermsFieldProps) {
  const { terms: texts, layout } = language.texts;
  const id = fieldId(version.kind);
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
        {texts.iAccept(
          <a href={href} target="_blank" rel="noopener">
            {texts.titles[version.kind]}
            <span class="visually-hidden"> {layout.opensNewTab}</span>
          </a>,
          <span class="version">{texts.versionInLine(version.version)}</span>,
        )}
      </label>
      {missing && (
        <p class="error" id={`${id}-error`}>
          {errorText(version.kind, language)}
        </p>
      )}
    </div>
  );
}

function acceptanceValue({ kind, version }: TermsVersion): string {
  return `${kind}:${version}`;
}

function fieldId(kind: TermsKind): string {
  return `accept-${kind}`;
}

function errorText(kind: TermsKind, { texts }: Language): string {
  return texts.terms.missing(texts.terms.titles[kind]);
}
