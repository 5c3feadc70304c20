import { Command } from 'commander';
import { describePriceEffect, type PriceEffectJson } from '../admin/describe-price-effect.ts';
import { monthArgument } from '../admin/month-argument.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

type PriceOptions = AdminOptions & { readonly from: string };

/** `postmeter prices`: what a token costs, from a month on. */
export function pricesCommand(): Command {
  const prices = new Command('prices').description('What a token costs, from a month on.');
  withPrice(withExamples(prices.command('set'), 'npx postmeter prices set USD 0.02 --from 2027-01'))
    .description('Sets the price of a token in a currency, from the 1st of a month on.')
    .action(setPrice);
  withPrice(
    withExamples(prices.command('preview'), 'npx postmeter prices preview USD 0.02 --from 2027-01'),
  )
    .description('Says what a price would change, by the last month that is over. Saves nothing.')
    .action(previewPrice);
  return prices;
}

function withPrice(command: Command): Command {
  return withAdminOptions(command)
    .argument('<currency>', 'ISO 4217 code, such as USD')
    .argument('<price>', 'money per token, such as 0.0125')
    .requiredOption('--from <month>', 'first month, as YYYY-MM', monthArgument);
}

async function setPrice(currency: string, price: string, options: PriceOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const firstMonth = options.from;
  const fields = { currency, price, firstMonth };
  const { body } = await admin.act('/admin/token-prices', 'set_token_price', fields);
  print(
    options,
    body,
    [
      `From ${firstMonth} on a token costs ${price} ${currency.toUpperCase()}.`,
      'A month that has begun keeps its price; until then it can be set anew.',
    ].join('\n'),
  );
}

async function previewPrice(currency: string, price: string, options: PriceOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const fields = { currency, price, firstMonth: options.from, preview: true };
  const { body } = await admin.act<PriceEffectJson>(
    '/admin/token-prices',
    'set_token_price',
    fields,
  );
  print(options, body, () => describePriceEffect(body));
}
