// A month that was invoiced but for one client, who is parked: something to read at every address.
import type { Ports } from '#ports/ports.ts';
import { createEndpoint } from '#usecases/webhooks/create-endpoint.ts';
import { sendTestEvent } from '#usecases/webhooks/send-test-event.ts';
import { failedLetter } from '../../../support/failed-letter.ts';
import { enrolMany, openShop } from '../../../support/people.ts';
import { planMonth, runMonth } from '../../../support/runs.ts';
import type { World } from '../../../support/world.ts';

export interface MadeMonth {
  readonly clientId: string;
  readonly parkedId: string;
  readonly runId: string;
  readonly invoiceId: string;
  /** A plan that waits for its approval. */
  readonly planId: string;
  readonly manifest: string;
  readonly webhookId: string;
  /** A delivery of it that failed. */
  readonly messageId: string;
  readonly otherWebhookId: string;
  /** It was given up. */
  readonly letterId: string;
}

export async function makeMonth(world: World): Promise<MadeMonth> {
  await openShop(world);
  const [clientId = '', , parkedId = ''] = await enrolMany(world, 3, () => [
    { name: 'web', plan: 1, created_at: '2026-09-01T00:00:00Z' },
  ]);
  const ofParked = { path: '/usage/report', query: { user_id: '4' }, status: 404, times: 99 };
  await world.emulators.control(ofParked);
  const runId = await runMonth(world.ports);
  const { id: planId, manifest } = await planMonth(world.ports);
  await fetch(`${world.emulators.panelUrl}/control`, { method: 'DELETE' });
  const [{ id: invoiceId } = { id: '' }] = await world.sql<{ id: string }>(
    'SELECT id FROM invoice WHERE client_id = ?',
    clientId,
  );
  const webhooks = await makeWebhooks(world);
  const letterId = await failedLetter(world, { subjectId: clientId });
  return { clientId, parkedId, runId, invoiceId, planId, manifest, letterId, ...webhooks };
}

async function makeWebhooks({ ports, sql }: World) {
  const [webhook, other] = [await makeWebhook(ports, 'one'), await makeWebhook(ports, 'two')];
  const sent = await sendTestEvent(ports, webhook, 'admin:test');
  if (!sent.ok) throw new Error(sent.error.reason);
  const { messageId } = sent.value;
  await sql("UPDATE webhook_delivery SET state = 'failed' WHERE id = ?", messageId);
  return { webhookId: webhook, messageId, otherWebhookId: other };
}

async function makeWebhook(ports: Ports, description: string) {
  const url = 'https://hooks.example.net/postmeter';
  const made = await createEndpoint(
    ports,
    { url, description, events: ['run.finished'] },
    'admin:test',
  );
  if (!made.ok) throw new Error(made.error.reason);
  return made.value.id;
}
