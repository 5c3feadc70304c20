export interface FieldError {
  /** Id of the field that the error is about. */
  readonly field: string;
  readonly message: string;
}

/** All errors of a form above it, each leading to its field. Renders nothing without errors. */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="notice problem" role="alert" aria-labelledby="error-summary-title">
      <p class="notice-title" id="error-summary-title">
        {errors.length === 1 ? 'One thing needs your attention' : 'Some things need your attention'}
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
