export interface CodeFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** The field for a code from an app. Phones offer it from the keyboard; letters are allowed for recovery codes. */
export function CodeField({ label, hint, error }: CodeFieldProps) {
  const described = [hint && 'code-hint', error && 'code-error'].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for="code">{label}</label>
      {hint && (
        <p class="hint" id="code-hint">
          {hint}
        </p>
      )}
      <input
        id="code"
        name="code"
        type="text"
        inputmode={hint ? 'text' : 'numeric'}
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        maxlength={40}
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
      {error && (
        <p class="error" id="code-error">
          {error}
        </p>
      )}
    </div>
  );
}
