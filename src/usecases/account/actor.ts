import type { Visitor } from '#core/sign-in/visitor.ts';
import type { CurrentSession } from '#ports/account-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** A signed-in client who does something to their account, and from where. */
export interface Actor {
  readonly client: Client;
  readonly session: CurrentSession;
  readonly visitor: Visitor;
}

export type AccountPorts = Pick<
  Ports,
  'store' | 'secrets' | 'clock' | 'random' | 'queue' | 'settings'
>;
