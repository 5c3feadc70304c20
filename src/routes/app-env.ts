import type { Context, Hono } from 'hono';
import type { CurrentSession } from '#ports/account-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import type { Operator } from '#usecases/operators/current-operator.ts';

/** What the entry hands to every request. Routes see ports and never the raw environment. */
export interface AppEnv {
  Bindings: AppBindings;
  Variables: AppVariables;
}

export interface AppBindings {
  readonly ports: Ports;
  /** Of the panel's sign-on address and of where clients pay: a form here may lead there. */
  readonly formOrigins: readonly string[];
  /** In the answer's `X-Request-Id`, on error pages and on every line of the log. */
  readonly requestId: string;
}

export interface AppVariables {
  /** Set by `requireClient`. */
  client: Client;
  /** Set with it. */
  session: CurrentSession;
  /** Set by `requireOperator`. */
  operator: Operator;
}

export type App = Hono<AppEnv>;
export type AppContext = Context<AppEnv>;
