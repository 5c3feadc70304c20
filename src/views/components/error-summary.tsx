import type { Language } from '#views/languages.ts';

export interface FieldError {
  /** Id of the field that the error is about. */
  readonly field: string;
  readonly message: string;
}

/** Those of the fields that have one, in the order of the form. */
export function fieldErrors<F extends string>(
  fields: readonly F[],
  messages: { readonly [K in F]?: string | undefined },
): readonly FieldError[] {
  return fields.flatMap((field) => {
    const message = messages[field];
    return message ? [{ field, message }] : [];
  });
}

export interface ErrorSummaryProps {
  readonly language: Language;
  readonly errors: readonly FieldError[];
}

/** All errors of a form above it, each leading to its field. Renders nothing without errors. */
export function ErrorSummary({ language, errors }: ErrorSummaryProps) {
  const { one, several } = language.texts.faults;
  if (errors.length === 0) return null;
  return (
    <div class="notice problem" role="alert" aria-labelledby="error-summary-title">
      <p class="notice-title" id="error-summary-title">
        {errors.length === 1 ? one : several}
      </p>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
