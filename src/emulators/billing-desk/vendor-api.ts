/**
 * What happens around every vendor call: its fields are read, it is logged, a failure on demand is applied, and only then
 * does the vendor's own code answer.
 */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { type Failures, failuresOnDemand } from '../failures/failures.ts';
import { type PhpForm, readPhpForm } from '../php-form/php-form.ts';
import type { CallLog } from './call-log.ts';
import type { DeskEnv } from './desk-env.ts';
import type { CommonSwitches } from './switches.ts';

export interface VendorApi {
  readonly failures: Failures;
  readonly log: CallLog;
  readonly values: CommonSwitches;
  /** The vendor's name of the call, `''` where the request names none. */
  readonly callOf: (c: Context, form: PhpForm) => string;
  readonly answer: (c: Context<DeskEnv>) => Response | Promise<Response>;
}

export function vendorApi({ failures, log, values, callOf, answer }: VendorApi): Hono<DeskEnv> {
  const api = new Hono<DeskEnv>();
  api.use('*', async (c, next) => {
    const form = await readPhpForm(c.req.raw, values.maxInputVars);
    c.set('form', form);
    c.set('call', callOf(c, form));
    await next();
  });
  api.use('*', log.middleware);
  api.use(
    '*',
    failuresOnDemand(
      failures,
      (c) => `/${c.get('call')}`,
      (c, rule) => c.set('failure', rule),
    ),
  );
  api.all('*', answer);
  return api;
}
