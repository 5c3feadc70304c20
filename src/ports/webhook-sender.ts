import type { WebhookAnswer } from '#core/webhooks/retry.ts';

export interface WebhookMessage {
  readonly url: string;
  readonly id: string;
  /** JSON, sent byte for byte. */
  readonly payload: string;
  /** `whsec_…`; one signature each. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

/** Sends one signed message (Standard Webhooks 1.0). Follows no redirect. */
export interface WebhookSender {
  send(message: WebhookMessage): Promise<WebhookReply>;
}

export interface WebhookReply {
  readonly answer: WebhookAnswer;
  /** The beginning of the answer's body, in one line; empty without one. */
  readonly excerpt: string;
}
