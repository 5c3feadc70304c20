import type { EndpointRefusal } from '#core/webhooks/endpoint.ts';
import type { Ports } from '#ports/ports.ts';
import { newToken } from '#usecases/tokens.ts';

export type EndpointPorts = Pick<
  Ports,
  'store' | 'clock' | 'random' | 'secrets' | 'queue' | 'settings'
>;

export type WebhookRefusal =
  | EndpointRefusal
  | {
      readonly reason:
        | 'webhook_unknown'
        | 'webhook_disabled'
        | 'webhook_delivery_unknown'
        | 'webhook_delivery_pending'
        | 'webhook_secret_changed';
    }
  | { readonly reason: 'webhooks_too_many'; readonly most: number };

/** `whsec_` and 32 random bytes in base64 (Standard Webhooks 1.0). */
export function newSigningSecret(ports: Pick<Ports, 'random'>): string {
  const base64 = newToken(ports).replaceAll('-', '+').replaceAll('_', '/');
  return `whsec_${base64}=`;
}
