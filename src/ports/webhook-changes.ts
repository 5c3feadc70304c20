// What can be written about webhooks. Several events at once, such as the invoices of a run, are published by the change
// that causes them, because only the database knows them. See `changes.ts` for what *guarded* means.
import type { Id } from '#core/ids.ts';
import type { DisabledReason } from '#core/webhooks/endpoint.ts';
import type { WebhookEvent, WebhookEventType } from '#core/webhooks/events.ts';

export type WebhookChange =
  /** For every enabled endpoint that listens to it; where none does, nothing is written. */
  | { readonly type: 'event_published'; readonly event: WebhookEvent; readonly atMs: number }
  /** For one endpoint, whatever it listens to. Guarded: the endpoint is enabled. */
  | {
      readonly type: 'test_event_published';
      readonly id: Id<'message'>;
      readonly endpointId: Id<'webhook'>;
      readonly payload: string;
      readonly atMs: number;
    }
  /** Guarded: there are fewer than `atMost`. */
  | {
      readonly type: 'webhook_created';
      readonly endpoint: NewWebhookEndpoint;
      readonly atMost: number;
    }
  /** Guarded: it is there. Enabling it forgets its failures. */
  | {
      readonly type: 'webhook_changed';
      readonly endpointId: Id<'webhook'>;
      readonly url: string;
      readonly description: string;
      readonly events: readonly WebhookEventType[];
      readonly disabledReason: DisabledReason;
    }
  /** Guarded: it is there. With it go its deliveries. */
  | { readonly type: 'webhook_removed'; readonly endpointId: Id<'webhook'> }
  /** Guarded: it is there, and its sealed secret is the one that is replaced. That signs as well until `oldSecretUntilMs`. */
  | {
      readonly type: 'webhook_secret_rotated';
      readonly endpointId: Id<'webhook'>;
      /** Left out: whichever it is. */
      readonly replaces?: string | undefined;
      readonly sealedSecret: string;
      readonly oldSecretUntilMs: number;
    }
  /** Guarded: the delivery is still pending, and nobody made another attempt since. */
  | {
      readonly type: 'webhook_attempted';
      readonly id: Id<'message'>;
      readonly attempts: number;
      readonly state: 'pending' | 'delivered' | 'failed';
      readonly dueAtMs: number;
      readonly status: number;
      readonly error: string;
      readonly excerpt: string;
      readonly atMs: number;
    }
  /** Not tried after all: due again at once, and the attempt does not count. */
  | { readonly type: 'webhook_unclaimed'; readonly id: Id<'message'>; readonly dueAtMs: number }
  | { readonly type: 'webhook_works'; readonly endpointId: Id<'webhook'> }
  /** An attempt begun at `attemptedAtMs` failed. `heldUntilMs`: the endpoint is down, and left alone until then; null: it is only at odds with the message. */
  | {
      readonly type: 'webhook_failed';
      readonly endpointId: Id<'webhook'>;
      readonly attemptedAtMs: number;
      readonly heldUntilMs: number | null;
    }
  /** Guarded: it is enabled. What waits for it has failed. */
  | {
      readonly type: 'webhook_disabled';
      readonly endpointId: Id<'webhook'>;
      readonly reason: Exclude<DisabledReason, ''>;
    }
  /** Guarded: it has failed or was delivered, and its endpoint is enabled. Under the same id, as if it were new. */
  | {
      readonly type: 'webhook_resent';
      readonly endpointId: Id<'webhook'>;
      readonly id: Id<'message'>;
      readonly atMs: number;
    }
  /** All that failed of those published since then; guarded by the endpoint being enabled. */
  | {
      readonly type: 'failed_webhooks_resent';
      readonly endpointId: Id<'webhook'>;
      readonly sinceMs: number;
      readonly atMs: number;
    }
  | { readonly type: 'webhook_log_pruned'; readonly beforeMs: number };

export interface NewWebhookEndpoint {
  readonly id: Id<'webhook'>;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEventType[];
  readonly sealedSecret: string;
  readonly createdBy: string;
  readonly createdAtMs: number;
}
