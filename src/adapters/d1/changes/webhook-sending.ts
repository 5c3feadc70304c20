import { type SQL, sql } from 'drizzle-orm';
import type { WebhookChange } from '#ports/webhook-changes.ts';
import { guard } from '../guard.ts';
import { webhookDelivery, webhookEndpoint } from '../schema/schema.ts';

type SendingChange = Extract<
  WebhookChange,
  {
    type:
      | 'webhook_attempted'
      | 'webhook_unclaimed'
      | 'webhook_works'
      | 'webhook_failed'
      | 'webhook_disabled';
  }
>;

/** What comes of attempts, for a delivery and for its endpoint. */
export function webhookSendingStatements(change: SendingChange): SQL[] {
  switch (change.type) {
    case 'webhook_attempted':
      return [
        // Somebody else's attempt after the lease, or a resend meanwhile, has the last word.
        guard(sql`EXISTS (SELECT 1 FROM ${webhookDelivery}
          WHERE id = ${change.id} AND state = 'pending' AND attempts = ${change.attempts})`),
        sql`UPDATE ${webhookDelivery} SET state = ${change.state}, due_at_ms = ${change.dueAtMs}, status = ${change.status},
              error = ${change.error}, excerpt = ${change.excerpt}, attempted_at_ms = ${change.atMs}
            WHERE id = ${change.id}`,
      ];
    case 'webhook_unclaimed':
      return [
        sql`UPDATE ${webhookDelivery} SET due_at_ms = ${change.dueAtMs}, attempts = attempts - 1
            WHERE id = ${change.id} AND state = 'pending' AND attempts > 0`,
      ];
    case 'webhook_works':
      return [
        sql`UPDATE ${webhookEndpoint} SET failing_since_ms = NULL, failures = 0, held_until_ms = 0
            WHERE id = ${change.endpointId} AND failing_since_ms IS NOT NULL`,
      ];
    case 'webhook_failed':
      // Of several attempts at once only the first one counts.
      return [
        sql`UPDATE ${webhookEndpoint} SET failing_since_ms = coalesce(failing_since_ms, ${change.attemptedAtMs}),
              failures = failures + ${change.heldUntilMs === null ? 0 : 1},
              held_until_ms = coalesce(${change.heldUntilMs}, held_until_ms)
            WHERE id = ${change.endpointId} AND held_until_ms <= ${change.attemptedAtMs}`,
      ];
    case 'webhook_disabled':
      return [
        guard(
          sql`EXISTS (SELECT 1 FROM ${webhookEndpoint} WHERE id = ${change.endpointId} AND state = 'enabled')`,
        ),
        sql`UPDATE ${webhookEndpoint} SET state = 'disabled', disabled_reason = ${change.reason} WHERE id = ${change.endpointId}`,
        sql`UPDATE ${webhookDelivery} SET state = 'failed', error = 'webhook_disabled'
            WHERE endpoint_id = ${change.endpointId} AND state = 'pending'`,
      ];
  }
}
