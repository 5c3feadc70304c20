import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import type { PriceForm } from '#views/admin/prices-page.tsx';
import { Fact, Facts, Section } from '#views/admin/section.tsx';
import { formatMoney, formatMonth, formatNumber } from '#views/format.ts';

export interface PriceEffectPageProps {
  readonly frame: AdminFrame;
  readonly form: PriceForm;
  readonly currency: CurrencyCode;
  /** In force in the first month until now; empty where there is none. */
  readonly replaces: string;
  readonly exampleMonth: BillingMonth;
  readonly invoices: number;
  readonly tokens: number;
  readonly billedMinor: number;
  /** Null for more than any amount can be. */
  readonly wouldBeMinor: number | null;
}

/** What a price would change, before it is set. */
export function PriceEffectPage(props: PriceEffectPageProps) {
  const { frame, form, currency, replaces, exampleMonth, invoices, tokens } = props;
  const { billedMinor, wouldBeMinor } = props;
  const { language } = frame;
  const money = (amountMinor: number) => formatMoney({ currency, amountMinor }, language);
  const month = formatMonth(exampleMonth, language);
  return (
    <ConfirmPage
      frame={frame}
      title={`Set the price in ${currency}?`}
      lead={`From ${formatMonth(form.firstMonth, language)} on a token costs ${form.price} ${currency}${replaces === '' ? '. There was no price before.' : ` instead of ${replaces}.`} Every invoice in ${currency} for that month and later ones is made at it.`}
      hidden={{ ...form }}
      button={`Set ${form.price} ${currency} from ${form.firstMonth}`}
      backUrl="/admin/prices"
    >
      <Section id="effect" title={`By what ${month} was`}>
        {invoices === 0 ? (
          <p>
            Nobody was billed in {currency} for {month}, so there is nothing to compare with.
          </p>
        ) : (
          <Facts>
            <Fact name="Documents">{formatNumber(invoices, language)}</Fact>
            <Fact name="Tokens">{formatNumber(tokens, language)}</Fact>
            <Fact name="Was billed">{money(billedMinor)}</Fact>
            {wouldBeMinor === null ? (
              <Fact name="Would have been">
                <strong>more than any amount can be</strong>
              </Fact>
            ) : (
              <>
                <Fact name="Would have been">{money(wouldBeMinor)}</Fact>
                <Fact name="Difference">
                  <strong>{money(wouldBeMinor - billedMinor)}</strong>
                </Fact>
              </>
            )}
          </Facts>
        )}
      </Section>
    </ConfirmPage>
  );
}
