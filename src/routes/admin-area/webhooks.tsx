import { Hono } from 'hono';
import { z } from 'zod';
import { DESCRIPTION_MAX_CHARACTERS } from '#core/webhooks/endpoint.ts';
import { WEBHOOK_EVENT_TYPES, WEBHOOK_EVENTS } from '#core/webhooks/events.ts';
import type { WebhookEndpoint } from '#ports/webhook-reads.ts';
import {
  createEndpoint,
  type EndpointDraft,
  newEndpointDraft,
} from '#usecases/webhooks/create-endpoint.ts';
import type { EventFieldsProps } from '#views/admin/webhooks/event-fields.tsx';
import { NewWebhookPage } from '#views/admin/webhooks/new-webhook-page.tsx';
import { WebhookSecretPage } from '#views/admin/webhooks/webhook-secret-page.tsx';
import { WebhooksPage } from '#views/admin/webhooks/webhooks-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readAll, readForm } from '../forms.ts';
import { describeWebhookRefusal } from '../webhook-refusal.ts';
import { adminFrameOf } from './admin-frame.ts';
import { draftOf, FORM_TOO_OLD, sealedDraft } from './drafted-form.ts';
import { requireOperator, requireProof } from './require-operator.ts';

const PATH = '/admin/webhooks';

export interface PageProblem {
  readonly code: string;
  readonly message: string;
  readonly status: 404 | 409 | 422;
}

export const webhookForm = z.object({
  url: z.string().trim().max(500).catch(''),
  description: z.string().trim().max(DESCRIPTION_MAX_CHARACTERS).catch(''),
});

/** Endpoints, and a new one. A way out for data is opened by fresh proof alone. */
export const adminWebhooks = new Hono<AppEnv>()
  .get(PATH, requireOperator('read'), async (c) => {
    const endpoints = await c.env.ports.store.webhooks.endpoints();
    return c.html(
      <WebhooksPage
        frame={adminFrameOf(c)}
        endpoints={endpoints.map(endpointView)}
        eventCount={WEBHOOK_EVENT_TYPES.length}
        removed={c.req.query('removed') === 'yes'}
      />,
    );
  })
  .get(`${PATH}/new`, requireOperator('change'), requireProof, (c) =>
    newPage(c, { url: '', description: '' }, WEBHOOK_EVENT_TYPES),
  )
  .post(`${PATH}/new`, requireOperator('change'), requireProof, async (c) => {
    const form = webhookForm.parse(await readForm(c));
    const events = await readAll(c, 'event');
    const draft = await draftOf<EndpointDraft>(c);
    if (!draft) {
      const [code, message] = FORM_TOO_OLD;
      return newPage(c, form, events, { code, message, status: 422 });
    }
    const actor = `admin:${c.var.operator.kid}`;
    const created = await createEndpoint(c.env.ports, { ...form, events }, actor, draft);
    if (!created.ok) {
      const { status, detail: message } = describeWebhookRefusal(created.error);
      return newPage(c, form, events, { code: created.error.reason, message, status });
    }
    const { id, secret } = created.value;
    return c.html(
      <WebhookSecretPage
        frame={adminFrameOf(c)}
        endpointId={id}
        secret={secret}
        oldSecretUntilMs={null}
      />,
    );
  });

async function newPage(
  c: AppContext,
  form: { readonly url: string; readonly description: string },
  chosen: readonly string[],
  problem?: PageProblem,
) {
  const draft = await sealedDraft(c, newEndpointDraft(c.env.ports));
  return c.html(
    <NewWebhookPage
      frame={adminFrameOf(c)}
      events={eventFields(chosen)}
      form={form}
      draft={draft}
      problem={problem}
    />,
    problem?.status ?? 200,
  );
}

export function eventFields(chosen: readonly string[]): EventFieldsProps {
  const all = WEBHOOK_EVENT_TYPES.map((type) => ({ type, when: WEBHOOK_EVENTS[type].when }));
  return { all, chosen };
}

export function endpointView(endpoint: WebhookEndpoint) {
  return { ...endpoint, failing: endpoint.failingSinceMs !== null };
}
