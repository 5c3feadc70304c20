import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section, Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatMonth } from '#views/format.ts';

export interface PriceView {
  readonly currency: CurrencyCode;
  readonly firstMonth: BillingMonth;
  readonly price: string;
  readonly createdAtMs: number;
  /** `now`: of the running month. `later`: begins with a month to come. */
  readonly state: 'now' | 'later' | 'past';
}

export interface PriceForm {
  readonly currency: string;
  readonly price: string;
  readonly firstMonth: string;
}

export interface PricesPageProps {
  readonly frame: AdminFrame;
  readonly prices: readonly PriceView[];
  /** That clients may be billed in. */
  readonly currencies: readonly CurrencyCode[];
  /** Of those, the ones without a price now: their clients cannot be billed. */
  readonly missing: readonly CurrencyCode[];
  readonly form: PriceForm;
  readonly problem: { readonly code: string; readonly message: string } | undefined;
  /** The price that was just set. */
  readonly done: { readonly currency: string; readonly firstMonth: string } | undefined;
}

const STATES = {
  now: { name: 'in force', tone: 'good' },
  later: { name: 'to come', tone: 'warning' },
  past: { name: 'past', tone: 'plain' },
} as const;

/** What a token costs in each currency, from which month on. */
export function PricesPage(props: PricesPageProps) {
  const { frame, prices, missing, done } = props;
  return (
    <AdminPage
      frame={frame}
      title="Prices"
      lead="What a token costs, by currency and from a month on. A month is billed at the price that was in force in it; that price stays."
      notices={
        <>
          {done && (
            <Notice kind="success">
              <p>
                The price in {done.currency} from {formatMonth(done.firstMonth, frame.language)} on
                is set.
              </p>
            </Notice>
          )}
          {missing.length > 0 && (
            <Notice kind="warning">
              <p>No price in {missing.join(', ')}: clients of these currencies are held back.</p>
            </Notice>
          )}
        </>
      }
    >
      {frame.operator?.role === 'operator' && <SetPriceForm {...props} />}
      <Section id="prices" title="All prices">
        {prices.length === 0 ? (
          <p class="empty">No price is set yet.</p>
        ) : (
          <table class="table stacked">
            <TableHead columns={['Currency', 'From', 'State', 'Set', figures('A token costs')]} />
            <tbody>
              {prices.map(({ currency, firstMonth, price, createdAtMs, state }) => (
                <tr>
                  <th scope="row">{currency}</th>
                  <td>{formatMonth(firstMonth, frame.language)}</td>
                  <td>
                    <Tag tone={STATES[state].tone}>{STATES[state].name}</Tag>
                  </td>
                  <td data-label="Set">
                    <When atMs={createdAtMs} timeZone={frame.timeZone} day />
                  </td>
                  <td class="number">{price}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </AdminPage>
  );
}

function SetPriceForm({ frame, currencies, form, problem }: PricesPageProps) {
  return (
    <Section
      id="set"
      title="Set a price"
      hint="The next page says what it changes, by the last month that is over. Nothing is set before."
    >
      {problem && (
        <Notice kind="problem" title="This price cannot be set">
          <p>
            {problem.message} <code>{problem.code}</code>
          </p>
        </Notice>
      )}
      <form method="get" action="/admin/prices/set" class="inline-form">
        <div class="field">
          <label for="currency">Currency</label>
          <select id="currency" name="currency">
            {currencies.map((code) => (
              <option value={code} selected={code === form.currency}>
                {code}
              </option>
            ))}
          </select>
        </div>
        <Field
          language={frame.language}
          name="price"
          label="Money per token"
          value={form.price}
          autocomplete="off"
          maxLength={30}
        />
        <div class="field">
          <label for="firstMonth">From the 1st of</label>
          <input
            id="firstMonth"
            name="firstMonth"
            type="month"
            value={form.firstMonth}
            placeholder="2027-01"
            required
          />
        </div>
        <button type="submit" class="button">
          See what it changes
        </button>
      </form>
    </Section>
  );
}
