import type { CurrencyCode } from '#core/money.ts';
import type { Language } from '#views/languages.ts';

export interface CurrencyFieldProps {
  readonly language: Language;
  readonly currencies: readonly CurrencyCode[];
  readonly value: string;
  readonly error?: string | undefined;
}

/** The currency of somebody's invoices, by code and name. */
export function CurrencyField({ language, currencies, value, error }: CurrencyFieldProps) {
  const names = new Intl.DisplayNames(language.tag, { type: 'currency' });
  return (
    <div class="field">
      <label for="currency">{language.texts.fields.currency}</label>
      <select
        id="currency"
        name="currency"
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'currency-error' : undefined}
      >
        {currencies.map((code) => (
          <option value={code} selected={code === value}>
            {code} · {names.of(code)}
          </option>
        ))}
      </select>
      {error && (
        <p class="error" id="currency-error">
          {error}
        </p>
      )}
    </div>
  );
}
