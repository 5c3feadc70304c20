import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section } from '#views/admin/section.tsx';
import { EndpointTag } from '#views/admin/webhooks/webhook-tag.tsx';
import type { WebhookEndpoint } from '#views/admin/webhooks/webhook-view.ts';
import { When } from '#views/admin/when.tsx';
import { Notice } from '#views/components/notice.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface WebhooksPageProps {
  readonly frame: AdminFrame;
  readonly endpoints: readonly WebhookEndpoint[];
  /** Types that there are. */
  readonly eventCount: number;
  readonly removed: boolean;
}

/** Who is told what happens. */
export function WebhooksPage({ frame, endpoints, eventCount, removed }: WebhooksPageProps) {
  const isOperator = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title="Webhooks"
      lead="Addresses that are told what happens: signed, tried again for three days, and never with a name or an address in it."
      actions={
        isOperator && (
          <a class="button small" href="/admin/webhooks/new">
            Add an endpoint
          </a>
        )
      }
      notices={
        removed && (
          <Notice kind="success">
            <p>The endpoint and its log are gone.</p>
          </Notice>
        )
      }
    >
      <Section id="endpoints" title="Endpoints">
        {endpoints.length === 0 ? (
          <p class="empty">Nobody listens yet.</p>
        ) : (
          <table class="table stacked">
            <TableHead columns={['Address', 'Listens to', 'Added', 'State']} />
            <tbody>
              {endpoints.map((endpoint) => (
                <tr>
                  <th scope="row">
                    <a href={`/admin/webhooks/${endpoint.id}`}>{endpoint.url}</a>
                    {endpoint.description !== '' && (
                      <span class="document-kind">{endpoint.description}</span>
                    )}
                  </th>
                  <td data-label="Listens to">
                    {endpoint.events.length === eventCount
                      ? 'all events'
                      : endpoint.events.join(', ')}
                  </td>
                  <td data-label="Added">
                    <When atMs={endpoint.createdAtMs} timeZone={frame.timeZone} day />
                  </td>
                  <td>
                    <EndpointTag {...endpoint} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </AdminPage>
  );
}
