/** What an action is given, and what the table of actions tells about it. */
import type { Client, Installation, Invoice } from '../installation.ts';
import type { Answer } from './answer.ts';
import type { Params } from './params.ts';

export interface Call {
  readonly installation: Installation;
  readonly params: Params;
  /** The administrator that the credential belongs to. */
  readonly admin: string;
  /** Where this installation is reached, without a slash at the end. */
  readonly systemUrl: string;
}

export interface Action {
  readonly name: string;
  readonly writes: boolean;
  readonly run: (call: Call) => Answer;
  /** A few answer with `status` where all others have `result`, always or on an error. */
  readonly successField?: 'status';
  readonly errorField?: 'status';
}

export function clientAt({ installation, params }: Call, name: string): Client | undefined {
  return installation.tables.clients.get(params.integer(name));
}

export function invoiceAt({ installation, params }: Call, name: string): Invoice | undefined {
  return installation.tables.invoices.get(params.integer(name));
}
