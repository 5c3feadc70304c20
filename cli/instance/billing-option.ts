import { Option } from 'commander';
import { BILLING_NAMES } from './billing-places.ts';

/** Which billing system the instance works with; all of them are emulated. */
export function billingOption(): Option {
  return new Option('-b, --billing <system>', 'the billing system that invoices go to')
    .choices(BILLING_NAMES)
    .default('builtin');
}
