import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { removeEndpoint } from '#usecases/webhooks/remove-endpoint.ts';
import {
  newRotationDraft,
  type RotationDraft,
  rotateSecret,
} from '#usecases/webhooks/rotate-secret.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import { WebhookSecretPage } from '#views/admin/webhooks/webhook-secret-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { describeWebhookRefusal } from '../webhook-refusal.ts';
import { adminFrameOf } from './admin-frame.ts';
import { draftOf, FORM_TOO_OLD, sealedDraft } from './drafted-form.ts';
import { requireOperator, requireProof } from './require-operator.ts';
import { unknownWebhook } from './webhook.tsx';

const PATH = '/admin/webhooks/:id';

/** What is asked for once more: a new secret, and the end of an endpoint with its log. */
export const adminWebhookSecret = new Hono<AppEnv>()
  .get(`${PATH}/secret`, requireOperator('change'), requireProof, (c) => secretPage(c))
  .post(`${PATH}/secret`, requireOperator('change'), requireProof, async (c) => {
    const id = c.req.param('id');
    if (!isId('webhook', id)) return unknownWebhook(c);
    const draft = await draftOf<RotationDraft>(c);
    if (!draft) return secretPage(c, FORM_TOO_OLD);
    const rotated = await rotateSecret(c.env.ports, id, `admin:${c.var.operator.kid}`, draft);
    if (!rotated.ok) {
      const { reason } = rotated.error;
      return secretPage(c, [reason, describeWebhookRefusal(rotated.error).detail]);
    }
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
    // One that is gone already is what was asked for.
    await removeEndpoint(c.env.ports, id, `admin:${c.var.operator.kid}`);
    return c.redirect('/admin/webhooks?removed=yes', 303);
  });

async function secretPage(c: AppContext, problem?: readonly [code: string, message: string]) {
  const id = c.req.param('id') ?? '';
  if (!isId('webhook', id)) return unknownWebhook(c);
  const draft = await newRotationDraft(c.env.ports, id);
  if (!draft) return unknownWebhook(c);
  const [code = '', message = ''] = problem ?? [];
  return confirm(c, {
    title: 'Make a new secret?',
    lead: 'Its messages are signed by both for 24 hours, and then by the new one alone.',
    button: 'Make a new secret',
    hidden: { draft: await sealedDraft(c, draft) },
    problem: problem && { code, message },
  });
}

type ConfirmWords = Pick<
  Parameters<typeof ConfirmPage>[0],
  'title' | 'lead' | 'button' | 'hidden' | 'problem'
>;

async function confirm(c: AppContext, words: ConfirmWords) {
  const id = c.req.param('id') ?? '';
  const endpoint = isId('webhook', id) && (await c.env.ports.store.webhooks.endpoint(id));
  if (!endpoint) return unknownWebhook(c);
  return c.html(
    <ConfirmPage frame={adminFrameOf(c)} {...words} backUrl={`/admin/webhooks/${id}`}>
      <p>
        <code>{endpoint.url}</code>
      </p>
    </ConfirmPage>,
    words.problem ? 409 : 200,
  );
}
