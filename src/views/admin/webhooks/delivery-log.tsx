import { Pager } from '#views/admin/section.tsx';
import { DeliveryTag } from '#views/admin/webhooks/webhook-tag.tsx';
import type { WebhookDelivery } from '#views/admin/webhooks/webhook-view.ts';
import { When } from '#views/admin/when.tsx';
import { FilterLinks, type FilterLinksProps } from '#views/components/filter-links.tsx';
import { TableHead, unseen } from '#views/components/table-head.tsx';

export interface DeliveryLogProps {
  readonly endpointId: string;
  readonly deliveries: readonly WebhookDelivery[];
  readonly timeZone: string;
  /** Whether the reader may send again. */
  readonly mayResend: boolean;
  readonly states: FilterLinksProps['choices'];
  readonly firstUrl: string;
  readonly nextUrl: string;
}

/** What was sent, and how it was answered. */
export function DeliveryLog(props: DeliveryLogProps) {
  const { endpointId, deliveries, timeZone, mayResend, states, firstUrl, nextUrl } = props;
  return (
    <>
      <FilterLinks label="State" choices={states} />
      {deliveries.length === 0 ? (
        <p class="empty">Nothing was sent yet.</p>
      ) : (
        <div class="table-scroll">
          <table class="table stacked">
            <TableHead
              columns={['Event', 'State', 'Answer', 'Published', 'Message', unseen('Send again')]}
            />
            <tbody>
              {deliveries.map((delivery) => (
                <tr>
                  <th scope="row">
                    <code class="event">{delivery.type}</code>
                  </th>
                  <td>
                    <DeliveryTag {...delivery} />
                  </td>
                  <td class="nowrap">{answerOf(delivery)}</td>
                  <td class="nowrap">
                    <When atMs={delivery.createdAtMs} timeZone={timeZone} />
                  </td>
                  <td>
                    <details>
                      <summary class="nowrap">{delivery.id}</summary>
                      <pre class="payload">{delivery.payload}</pre>
                      {delivery.excerpt !== '' && <p class="hint">Answered: {delivery.excerpt}</p>}
                    </details>
                  </td>
                  <td class="do">
                    {mayResend && delivery.state !== 'pending' && (
                      <Resend endpointId={endpointId} id={delivery.id} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      {mayResend && <ResendFailed endpointId={endpointId} />}
    </>
  );
}

function answerOf({ status, error, attempts }: WebhookDelivery): string {
  if (attempts === 0 && error === '') return 'not tried yet';
  const answer = status > 0 ? `HTTP ${status}` : error.replaceAll('_', ' ');
  return attempts > 1 ? `${answer} at attempt ${attempts}` : answer;
}

function Resend({ endpointId, id }: { readonly endpointId: string; readonly id: string }) {
  return (
    <form method="post" action={`/admin/webhooks/${endpointId}/resend`}>
      <input type="hidden" name="message" value={id} />
      <button type="submit" class="button secondary small">
        Send again
      </button>
    </form>
  );
}

function ResendFailed({ endpointId }: { readonly endpointId: string }) {
  return (
    <form method="post" action={`/admin/webhooks/${endpointId}/resend-failed`} class="inline-form">
      <div class="field wide">
        <label for="since">Send again what failed since (UTC)</label>
        <input id="since" name="since" type="date" required />
      </div>
      <button type="submit" class="button secondary">
        Send again
      </button>
    </form>
  );
}
