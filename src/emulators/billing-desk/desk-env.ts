import type { FailureRule } from '../failures/rule.ts';
import type { PhpForm } from '../php-form/php-form.ts';

/** What is known of a vendor call before it is carried out. */
export interface DeskEnv {
  Variables: {
    form: PhpForm;
    /** The vendor's name of what is called, for example `invoices/add` or `client.get`. */
    call: string;
    failure: FailureRule | undefined;
  };
}
