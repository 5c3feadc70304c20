import { moneyText } from './describe-plan.ts';

/** What `POST /admin/token-prices` answers to a preview. */
export interface PriceEffectJson {
  readonly currency: string;
  readonly price: string;
  readonly firstMonth: string;
  readonly exampleMonth: string;
  readonly invoices: number;
  readonly tokens: number;
  readonly billedMinor: number;
  /** Null for more than any amount can be. */
  readonly wouldBeMinor: number | null;
}

/** What would change, by the last month that is over; and that nothing has changed. */
export function describePriceEffect(effect: PriceEffectJson): string {
  const { currency, price, firstMonth, exampleMonth, invoices, tokens } = effect;
  const { billedMinor, wouldBeMinor } = effect;
  const money = (amountMinor: number) => `${moneyText(currency, amountMinor)} ${currency}`;
  const wouldBe = wouldBeMinor === null ? 'more than any amount can be' : change(wouldBeMinor);
  const example =
    invoices === 0
      ? `No document of ${exampleMonth} is in ${currency}, so there is nothing to compare with.`
      : `${exampleMonth} billed ${tokens} tokens in ${invoices} documents: ${money(billedMinor)}. At ${price} they would have been ${wouldBe}.`;
  return [
    `A token would cost ${price} ${currency} from ${firstMonth} on. Earlier months keep their price.`,
    example,
    'Nothing was saved.',
  ].join('\n');

  function change(minor: number): string {
    const difference = minor - billedMinor;
    return `${money(minor)} (${difference > 0 ? '+' : ''}${money(difference)})`;
  }
}
