// `npm run prices -- set USD 0.01 --from 2026-12`: what a token costs, from a month on.
import { Command } from 'commander';
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
  await program.parseAsync();
  return EXIT.ok;
});

async function setPrice(
  currency: string,
  price: string,
  options: AdminOptions & { readonly from: string },
): Promise<void> {
  const admin = await adminClientOf(options);
  const firstMonth = options.from;
  await admin.act('/admin/token-prices', 'set_token_price', { currency, price, firstMonth });
  console.log(`From ${firstMonth} on a token costs ${price} ${currency.toUpperCase()}.`);
}
