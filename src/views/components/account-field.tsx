import type { Language } from '#views/languages.ts';

export interface AccountChoice {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly currency: string;
}

export interface AccountFieldProps {
  readonly language: Language;
  readonly accounts: readonly AccountChoice[];
  readonly value: string;
  readonly error?: string | undefined;
}

/** Which of somebody's billing accounts gets the invoices. Nothing is chosen beforehand: it cannot be changed later. */
export function AccountField({ language, accounts, value, error }: AccountFieldProps) {
  const texts = language.texts.identity.accept;
  const hint = error ? 'account-hint account-error' : 'account-hint';
  return (
    <div class="field">
      <label for="account">{texts.account}</label>
      <p class="hint" id="account-hint">
        {texts.accountHint}
      </p>
      <select
        id="account"
        name="account"
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={hint}
      >
        <option value="" selected={value === ''}></option>
        {accounts.map((account) => (
          <option value={account.id} selected={account.id === value}>
            {accountLabel(account)}
          </option>
        ))}
      </select>
      {error && (
        <p class="error" id="account-error">
          {error}
        </p>
      )}
    </div>
  );
}

/** Its number tells two accounts of one name apart. */
export function accountLabel({ id, name, company, currency }: AccountChoice): string {
  const who = company || name;
  return [who, `#${id}`, currency].filter((part) => part !== '').join(' · ');
}
