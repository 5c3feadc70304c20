import { type SQL, sql } from 'drizzle-orm';
import { idsFrom } from '#core/ids.ts';
import type { WebhookChange } from '#ports/webhook-changes.ts';
import { guard } from '../guard.ts';
import { webhookDelivery, webhookEndpoint } from '../schema/schema.ts';
import { publishOne } from './publish-event.ts';
import { webhookSendingStatements } from './webhook-sending.ts';

type Of<T extends WebhookChange['type']> = Extract<WebhookChange, { type: T }>;

/** Endpoints, and what is published for them. */
export function webhookStatements(change: WebhookChange): SQL[] {
  switch (change.type) {
    case 'event_published':
      return [publishOne(change.event, change.atMs)];
    case 'test_event_published':
      return [
        guard(isEnabled(change.endpointId)),
        sql`INSERT INTO ${webhookDelivery} (id, endpoint_id, type, payload, state, due_at_ms, created_at_ms)
            VALUES (${change.id}, ${change.endpointId}, 'webhook.test', ${change.payload}, 'pending', ${change.atMs}, ${change.atMs})`,
      ];
    case 'webhook_created':
      return created(change);
    case 'webhook_changed':
      return changed(change);
    case 'webhook_removed':
      return [
        guard(exists(change.endpointId)),
        sql`DELETE FROM ${webhookDelivery} WHERE endpoint_id = ${change.endpointId}`,
        sql`DELETE FROM ${webhookEndpoint} WHERE id = ${change.endpointId}`,
      ];
    case 'webhook_secret_rotated':
      return [
        guard(sql`EXISTS (SELECT 1 FROM ${webhookEndpoint} WHERE id = ${change.endpointId}
          AND sealed_secret = coalesce(${change.replaces ?? null}, sealed_secret))`),
        sql`UPDATE ${webhookEndpoint} SET sealed_old_secret = sealed_secret, sealed_secret = ${change.sealedSecret},
              old_secret_until_ms = ${change.oldSecretUntilMs} WHERE id = ${change.endpointId}`,
      ];
    case 'webhook_resent':
      return [
        guard(isEnabled(change.endpointId)),
        guard(sql`EXISTS (SELECT 1 FROM ${webhookDelivery} WHERE id = ${change.id}
          AND endpoint_id = ${change.endpointId} AND state <> 'pending')`),
        sql`UPDATE ${webhookDelivery} SET ${afresh(change.atMs)} WHERE id = ${change.id}`,
      ];
    case 'failed_webhooks_resent':
      return [
        guard(isEnabled(change.endpointId)),
        sql`UPDATE ${webhookDelivery} SET ${afresh(change.atMs)} WHERE endpoint_id = ${change.endpointId}
            AND state = 'failed' AND id >= ${idsFrom('message', change.sinceMs)}`,
      ];
    case 'webhook_log_pruned':
      // Ids sort by the time they were made.
      return [
        sql`DELETE FROM ${webhookDelivery} WHERE id < ${idsFrom('message', change.beforeMs)}`,
      ];
    case 'webhook_attempted':
    case 'webhook_unclaimed':
    case 'webhook_works':
    case 'webhook_failed':
    case 'webhook_disabled':
      return webhookSendingStatements(change);
  }
}

function created({ endpoint, atMost }: Of<'webhook_created'>): SQL[] {
  const { id, url, description, events, sealedSecret, createdBy, createdAtMs } = endpoint;
  return [
    guard(sql`(SELECT count(*) FROM ${webhookEndpoint}) < ${atMost}`),
    sql`INSERT INTO ${webhookEndpoint} (id, url, description, events, state, sealed_secret, created_by, created_at_ms)
        VALUES (${id}, ${url}, ${description}, ${JSON.stringify(events)}, 'enabled', ${sealedSecret}, ${createdBy}, ${createdAtMs})`,
  ];
}

/** Another address, or being enabled again, begins with a clean slate. */
function changed(change: Of<'webhook_changed'>): SQL[] {
  const { endpointId, url, description, events, disabledReason } = change;
  const isFresh = sql`url <> ${url} OR disabled_reason <> ${disabledReason}`;
  return [
    guard(exists(endpointId)),
    sql`UPDATE ${webhookEndpoint} SET url = ${url}, description = ${description}, events = ${JSON.stringify(events)},
          state = ${disabledReason === '' ? 'enabled' : 'disabled'}, disabled_reason = ${disabledReason},
          failing_since_ms = CASE WHEN ${isFresh} THEN NULL ELSE failing_since_ms END,
          failures = CASE WHEN ${isFresh} THEN 0 ELSE failures END,
          held_until_ms = CASE WHEN ${isFresh} THEN 0 ELSE held_until_ms END
        WHERE id = ${endpointId}`,
  ];
}

function exists(endpointId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${webhookEndpoint} WHERE id = ${endpointId})`;
}

function isEnabled(endpointId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${webhookEndpoint} WHERE id = ${endpointId} AND state = 'enabled')`;
}

function afresh(atMs: number): SQL {
  return sql`state = 'pending', attempts = 0, due_at_ms = ${atMs}, error = ''`;
}
