import { table } from '../output/table.ts';

/** As the API answers it. */
export interface WebhookJson {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  readonly failingSince: string | null;
}

export interface WebhookDeliveryJson {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly createdAt: string;
}

export function describeEndpoints(endpoints: readonly WebhookJson[]): string {
  if (endpoints.length === 0) return 'Nobody listens yet.';
  const columns = ['Endpoint', 'Address', 'State', 'Listens to'].map((title) => ({ title }));
  const rows = endpoints.map(({ id, url, events, ...endpoint }) => [
    id,
    url,
    stateOf(endpoint),
    events.join(' '),
  ]);
  return table(columns, rows);
}

export function describeDeliveries(deliveries: readonly WebhookDeliveryJson[]): string {
  if (deliveries.length === 0) return 'Nothing was sent yet.';
  const columns = ['Message', 'Event', 'State', 'Tried', 'Answer', 'Published'];
  const rows = deliveries.map(({ id, type, state, attempts, status, error, createdAt }) => [
    id,
    type,
    state,
    attempts,
    status ?? error ?? '',
    createdAt,
  ]);
  return table(
    columns.map((title) => (title === 'Tried' ? { title, align: 'right' } : { title })),
    rows,
  );
}

function stateOf({
  enabled,
  disabledReason,
  failingSince,
}: Pick<WebhookJson, 'enabled' | 'disabledReason' | 'failingSince'>): string {
  if (!enabled) return disabledReason === 'operator' ? 'disabled' : `disabled: ${disabledReason}`;
  return failingSince === null ? 'enabled' : `failing since ${failingSince}`;
}
