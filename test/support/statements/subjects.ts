// Whom the sample calls are about. Most are nobody: a plan does not depend on what is found.
import type { ApiKeyId, ClientId, Id, InvoiceId, RunId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { month } from '../world.ts';

export const CLIENT: ClientId = 'cli_0';
export const INVOICE: InvoiceId = 'inv_0';
export const RUN: RunId = 'run_0';
export const KEY: ApiKeyId = 'key_0';
export const IMPORT: Id<'import'> = 'imp_0';
export const LOOK_ID: Id<'look'> = 'loo_0';
export const TASK: Id<'outbox'> = 'out_0';
export const SIGNUP: Id<'signup'> = 'sig_0';
export const ENDPOINT: Id<'webhook'> = 'whk_0';
export const MESSAGE: Id<'message'> = 'msg_0';
export const SYSTEM = 'whmcs';
export const DAY = '2026-10-09';
/** The fixture has documents of it. */
export const MONTH = month('2026-10');
export const USD = 'USD' as CurrencyCode;

export const LOOK = {
  id: LOOK_ID,
  state: 'listing',
  fence: 1,
  startedAtMs: 1,
  touchedAtMs: 1,
  finishedAtMs: 0,
  nextPage: 1,
  logFrom: 0,
  logThrough: 0,
  failure: '',
  servers: 0,
  changed: 0,
  refused: 0,
} as const;
