// `npm run prices -- set USD 0.01 --from 2026-12`: what a token costs, from a month on; `preview` says what that changes.
import { Command } from 'commander';
import { describePriceEffect, type PriceEffectJson } from './admin/describe-price-effect.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from './admin/options.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const program = new Command('prices').description('Token prices.').exitOverride();
  withAdminOptions(program.command('set').exitOverride())
    .description('Sets the price of a token in a currency, from the 1st of a month on.')
    .argument('<currency>', 'ISO 4217 code, such as USD')
    .argument('<price>', 'money per token, such as 0.0125')
    .requiredOption('--from <month>', 'first month, as YYYY-MM')
    .action(setPrice);
  withAdminOptions(program.command('preview').exitOverride())
    .description('Says what a price would change, by the last month that is over. Saves nothing.')
    .argument('<currency>', 'ISO 4217 code, such as USD')
    .argument('<price>', 'money per token, such as 0.0125')
    .requiredOption('--from <month>', 'first month, as YYYY-MM')
    .action(previewPrice);
  await program.parseAsync();
  return EXIT.ok;
});

type PriceOptions = AdminOptions & { readonly from: string };

async function setPrice(currency: string, price: string, options: PriceOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const firstMonth = options.from;
  await admin.act('/admin/token-prices', 'set_token_price', { currency, price, firstMonth });
  console.log(`From ${firstMonth} on a token costs ${price} ${currency.toUpperCase()}.`);
}

async function previewPrice(currency: string, price: string, options: PriceOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const firstMonth = options.from;
  const fields = { currency, price, firstMonth, preview: true };
  const { body } = await admin.act<PriceEffectJson>(
    '/admin/token-prices',
    'set_token_price',
    fields,
  );
  console.log(describePriceEffect(body));
}
