import { BUDGETS_AT_MOST } from '#core/budget/budget.ts';
import type { CurrencyCode } from '#core/money.ts';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Language } from '#views/languages.ts';

export interface BudgetsView {
  readonly currency: CurrencyCode;
  /** As they stand in the fields: whole units, or what somebody just typed. */
  readonly amounts: readonly string[];
  /** One that is not an amount. */
  readonly wrong?: string;
  readonly saved?: boolean;
}

export interface BudgetsFormProps {
  readonly language: Language;
  readonly budgets: BudgetsView;
}

/** Amounts at which somebody wants to hear of the running month. */
export function BudgetsForm({ language, budgets }: BudgetsFormProps) {
  const { currency, amounts, wrong, saved = false } = budgets;
  const texts = language.texts.budgets;
  const places = Array.from({ length: BUDGETS_AT_MOST }, (_, place) => amounts[place] ?? '');
  return (
    <section class="card" aria-labelledby="budgets-title">
      <h2 id="budgets-title">{texts.title}</h2>
      <p>{texts.lead}</p>
      {saved && (
        <Notice kind="success">
          <p>{texts.saved}</p>
        </Notice>
      )}
      <form method="post" action="/usage/budgets" class="budgets">
        {places.map((amount, at) => (
          <Field
            language={language}
            name={`amount-${at + 1}`}
            label={texts.amount(at + 1, currency)}
            value={amount}
            optional
            maxLength={9}
            error={wrong !== undefined && amount.trim() === wrong ? texts.malformed : undefined}
          />
        ))}
        <button type="submit" class="button secondary">
          {texts.save}
        </button>
      </form>
    </section>
  );
}
