import { Tag } from '#views/admin/section.tsx';
import type { WebhookDelivery, WebhookEndpoint } from '#views/admin/webhooks/webhook-view.ts';

const DISABLED = {
  operator: 'disabled',
  gone: 'disabled: gone',
  failing: 'disabled: failing',
} as const;

export function EndpointTag({ disabledReason, failing }: WebhookEndpoint) {
  if (disabledReason !== '') return <Tag tone="problem">{DISABLED[disabledReason]}</Tag>;
  return failing ? <Tag tone="warning">failing</Tag> : <Tag tone="good">enabled</Tag>;
}

export function DeliveryTag({ state, attempts }: WebhookDelivery) {
  if (state === 'delivered') return <Tag tone="good">delivered</Tag>;
  if (state === 'failed') return <Tag tone="problem">failed</Tag>;
  return attempts > 0 ? <Tag tone="warning">tried again</Tag> : <Tag>waiting</Tag>;
}
