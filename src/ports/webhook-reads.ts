import type { Id } from '#core/ids.ts';
import type { DisabledReason, EndpointState } from '#core/webhooks/endpoint.ts';
import type { WebhookEventType } from '#core/webhooks/events.ts';

export interface WebhookEndpoint {
  readonly id: Id<'webhook'>;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEventType[];
  readonly state: EndpointState;
  readonly disabledReason: DisabledReason;
  readonly oldSecretUntilMs: number;
  readonly failingSinceMs: number | null;
  /** Times in a row that it was down. */
  readonly failures: number;
  readonly heldUntilMs: number;
  readonly createdBy: string;
  readonly createdAtMs: number;
}

/** What sending takes. */
export interface SealedEndpoint extends WebhookEndpoint {
  readonly sealedSecret: string;
  readonly sealedOldSecret: string;
}

export type WebhookDeliveryState = 'pending' | 'delivered' | 'failed';

export interface WebhookDelivery {
  readonly id: Id<'message'>;
  readonly endpointId: Id<'webhook'>;
  readonly type: string;
  readonly payload: string;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly dueAtMs: number;
  /** Of the last attempt; 0: no answer. */
  readonly status: number;
  readonly error: string;
  readonly excerpt: string;
  readonly attemptedAtMs: number | null;
  readonly createdAtMs: number;
}

/** Taken up for one attempt, which `attempts` counts already. */
export interface ClaimedDelivery {
  readonly id: Id<'message'>;
  readonly endpointId: Id<'webhook'>;
  readonly type: string;
  readonly payload: string;
  readonly attempts: number;
}

export interface WebhookLogQuery {
  readonly endpointId: Id<'webhook'>;
  readonly state?: WebhookDeliveryState | undefined;
  /** Only those after this one in the log. */
  readonly before?: Id<'message'> | undefined;
  readonly limit: number;
}

export interface WebhookReads {
  /**
   * Takes what is due for endpoints that are enabled and not held, the oldest first: `each` of every endpoint that
   * is up, and one of every endpoint that was down the last time. None is due again before `leaseUntilMs`.
   */
  claimDue(nowMs: number, leaseUntilMs: number, each: number): Promise<readonly ClaimedDelivery[]>;
  sealed(ids: readonly Id<'webhook'>[]): Promise<readonly SealedEndpoint[]>;
  /** In the order in which they were made. */
  endpoints(): Promise<readonly WebhookEndpoint[]>;
  endpoint(id: Id<'webhook'>): Promise<WebhookEndpoint | undefined>;
  delivery(id: Id<'message'>): Promise<WebhookDelivery | undefined>;
  /** Newest first. */
  log(query: WebhookLogQuery): Promise<readonly WebhookDelivery[]>;
}
