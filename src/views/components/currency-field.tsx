import type { CurrencyCode } from '#core/money.ts';

export interface CurrencyFieldProps {
  readonly currencies: readonly CurrencyCode[];
  readonly value: string;
  readonly error?: string | undefined;
}

/** The currency of somebody's invoices, by code and name. */
export function CurrencyField({ currencies, value, error }: CurrencyFieldProps) {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return (
    <div class="field">
      <label for="currency">Currency of your invoices</label>
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
