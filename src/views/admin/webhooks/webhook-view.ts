import type { DisabledReason } from '#core/webhooks/endpoint.ts';

export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly disabledReason: DisabledReason;
  readonly failing: boolean;
  readonly failingSinceMs: number | null;
  readonly createdBy: string;
  readonly createdAtMs: number;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly type: string;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  /** 0: no answer yet, or none at all. */
  readonly status: number;
  readonly error: string;
  readonly excerpt: string;
  readonly payload: string;
  readonly dueAtMs: number;
  readonly attemptedAtMs: number | null;
  readonly createdAtMs: number;
}
