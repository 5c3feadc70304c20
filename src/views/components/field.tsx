import type { Child } from 'hono/jsx';
import type { Language } from '#views/languages.ts';

export interface FieldProps {
  readonly language: Language;
  /** Also the id of the input, so that a summary of errors can link to it. */
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  /** Never given for passwords: they are not echoed. */
  readonly value?: string;
  readonly hint?: Child;
  readonly error?: string | undefined;
  readonly autocomplete?: string;
  readonly optional?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field(props: FieldProps) {
  const { name, label, type = 'text', value, hint, error, autocomplete, optional = false } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>
        {label}
        {optional && <span class="optional"> {props.language.texts.fields.optional}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        dir={type === 'text' ? 'auto' : undefined}
        value={type === 'password' ? undefined : value}
        autocomplete={autocomplete}
        required={!optional}
        minlength={props.minLength}
        maxlength={props.maxLength}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
