import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { removeEndpoint } from '#usecases/webhooks/remove-endpoint.ts';
import { rotateSecret } from '#usecases/webhooks/rotate-secret.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import { WebhookSecretPage } from '#views/admin/webhooks/webhook-secret-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';
import { requireOperator, requireProof } from './require-operator.ts';
import { unknownWebhook } from './webhook.tsx';

const PATH = '/admin/webhooks/:id';

/** What is asked for once more: a new secret, and the end of an endpoint with its log. */
export const adminWebhookSecret = new Hono<AppEnv>()
  .get(`${PATH}/secret`, requireOperator('change'), requireProof, (c) =>
    confirm(c, {
      title: 'Make a new secret?',
      lead: 'Its messages are signed by both for 24 hours, and then by the new one alone.',
      button: 'Make a new secret',
    }),
  )
  .post(`${PATH}/secret`, requireOperator('change'), requireProof, async (c) => {
    const id = c.req.param('id');
    if (!isId('webhook', id)) return unknownWebhook(c);
    const rotated = await rotateSecret(c.env.ports, id, `admin:${c.var.operator.kid}`);
    if (!rotated.ok) return unknownWebhook(c);
    return c.html(<WebhookSecretPage frame={adminFrameOf(c)} endpointId={id} {...rotated.value} />);
  })
  .get(`${PATH}/remove`, requireOperator('change'), requireProof, (c) =>
    confirm(c, {
      title: 'Remove the endpoint?',
      lead: 'It gets nothing any more, and the log of its deliveries is gone at once.',
      button: 'Remove it',
    }),
  )
  .post(`${PATH}/remove`, requireOperator('change'), requireProof, async (c) => {
    const id = c.req.param('id');
    if (!isId('webhook', id)) return unknownWebhook(c);
    const removed = await removeEndpoint(c.env.ports, id, `admin:${c.var.operator.kid}`);
    return removed.ok ? c.redirect('/admin/webhooks?removed=yes', 303) : unknownWebhook(c);
  });

async function confirm(
  c: AppContext,
  words: { readonly title: string; readonly lead: string; readonly button: string },
) {
  const id = c.req.param('id') ?? '';
  const endpoint = isId('webhook', id) && (await c.env.ports.store.webhooks.endpoint(id));
  if (!endpoint) return unknownWebhook(c);
  return c.html(
    <ConfirmPage frame={adminFrameOf(c)} {...words} backUrl={`/admin/webhooks/${id}`}>
      <p>
        <code>{endpoint.url}</code>
      </p>
    </ConfirmPage>,
  );
}
