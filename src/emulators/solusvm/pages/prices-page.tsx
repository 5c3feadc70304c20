/** Prices as a panel user sees them, and the questions to the billing system that they come from. */
import { PageFrame } from '../../page-frame.tsx';
import type { Plan } from '../panel.ts';
import { type Exchange, moneyOf, type PriceList } from '../price-requests.ts';

export interface PricesPageProps {
  readonly basePath: string;
  readonly email: string;
  readonly userId: number;
  readonly tokens: string;
  readonly plans: readonly Plan[];
  /** Null while Settings > Billing Integration is empty. */
  readonly answers: {
    readonly price: Exchange & { readonly text: string | null };
    readonly list: Exchange & { readonly value: PriceList | null };
  } | null;
}

export function PricesPage({ basePath, email, userId, tokens, plans, answers }: PricesPageProps) {
  return (
    <PageFrame title="Prices" basePath={basePath}>
      <h1>Prices</h1>
      <p>
        <a href={`${basePath}/solusvm/`}>Back to the panel</a>
      </p>
      <p>
        Shown to {email} (panel user {userId}), as the panel would: it asks the billing system that
        its settings name.
      </p>
      <form method="get" action={`${basePath}/solusvm/prices`} class="row card">
        <label>
          Tokens <input name="tokens" value={tokens} />
        </label>
        <label>
          Panel user <input name="user" value={String(userId)} />
        </label>
        <button type="submit">Ask</button>
      </form>
      {answers === null ? (
        <p class="error" role="alert">
          No billing integration is set, so the panel shows tokens alone.
        </p>
      ) : (
        <>
          <Shape
            title={`What do ${tokens} tokens cost?`}
            source="The question that the vendor's documentation describes."
            result={answers.price.text}
            exchange={answers.price}
          />
          <Shape
            title="What does a token cost?"
            source="The list that a client of the vendor shows in a project's token_pricing."
            result={answers.list.value && taxText(answers.list.value)}
            exchange={answers.list}
          />
          {answers.list.value && <Plans plans={plans} list={answers.list.value} />}
        </>
      )}
      <p class="note">
        Verb, path, names and the place of the token are assumptions of this emulator; the vendor
        documents none of them.
      </p>
    </PageFrame>
  );
}

interface ShapeProps {
  readonly title: string;
  readonly source: string;
  readonly result: string | null;
  readonly exchange: Exchange;
}

function Shape({ title, source, result, exchange }: ShapeProps) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="note">{source}</p>
      {result === null ? (
        <p class="error">No price: the answer is not in this form.</p>
      ) : (
        <p>
          <strong>{result}</strong>
        </p>
      )}
      <details open>
        <summary>Asked and answered</summary>
        <pre class="mail">{exchange.asked}</pre>
        <pre class="mail">
          {`${exchange.status ?? 'nothing'} in ${exchange.tookMs} ms\n${exchange.answered}`}
        </pre>
      </details>
    </section>
  );
}

function Plans({ plans, list }: { readonly plans: readonly Plan[]; readonly list: PriceList }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Plan</th>
          <th class="number">An hour</th>
          <th class="number">At most a month</th>
        </tr>
      </thead>
      <tbody>
        {plans.map((plan) => (
          <tr>
            <td>{plan.name}</td>
            <td class="number">{moneyOf(plan.tokens_per_hour, list)}</td>
            <td class="number">
              {plan.tokens_per_month === 0 ? 'no cap' : moneyOf(plan.tokens_per_month, list)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function taxText(list: PriceList): string {
  const unit = `${list.currency_prefix}${list.unit_cost}${list.currency_suffix} a token`;
  const taxes = list.taxes.map(({ name, rate }) => `${rate} % ${name}`).join(', ');
  if (taxes === '') return unit;
  return `${unit}, ${taxes} ${list.taxes_inclusive ? 'included' : 'not included'}`;
}
