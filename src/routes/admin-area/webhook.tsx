import { Hono } from 'hono';
import { z } from 'zod';
import { type Id, isId } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import { newId } from '#usecases/tokens.ts';
import { changeEndpoint } from '#usecases/webhooks/change-endpoint.ts';
import type { WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';
import { resendDelivery, resendFailed } from '#usecases/webhooks/resend.ts';
import { sendTestEvent } from '#usecases/webhooks/send-test-event.ts';
import { WebhookPage } from '#views/admin/webhooks/webhook-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readAll, readForm } from '../forms.ts';
import { describeWebhookRefusal } from '../webhook-refusal.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { refusalPage } from './refusal-page.tsx';
import { requireOperator } from './require-operator.ts';
import { endpointView, eventFields, type PageProblem, webhookForm } from './webhooks.tsx';

const PATH = '/admin/webhooks/:id';
const ROWS = 50;

const STATES = ['delivered', 'pending', 'failed'] as const;
const logQuery = z.object({
  state: z.enum(STATES).optional().catch(undefined),
  before: z.string().max(64).catch(''),
  done: z.string().max(20).catch(''),
});
const testForm = z.object({
  once: z.custom<Id<'message'>>((id) => typeof id === 'string' && isId('message', id)).optional(),
});
const resendForm = z.object({ message: z.string().max(64).catch('') });
const sinceForm = z.object({ since: z.iso.date() });

const DONE: Readonly<Record<string, string>> = {
  changed: 'The change is saved.',
  enabled: 'The endpoint gets events again.',
  disabled: 'The endpoint gets nothing any more.',
  tested: 'A test event is on its way: look again in a moment.',
  resent: 'It is sent again: look again in a moment.',
};

/** One endpoint with its log. What takes fresh proof: webhook-secret.tsx. */
export const adminWebhook = new Hono<AppEnv>()
  .get(PATH, requireOperator('read'), (c) => webhookPage(c))
  .post(PATH, requireOperator('change'), async (c) => {
    const { description } = webhookForm.parse(await readForm(c));
    const events = await readAll(c, 'event');
    return act(c, 'changed', (id) =>
      changeEndpoint(c.env.ports, id, { description, events }, actorOf(c)),
    );
  })
  .post(`${PATH}/enable`, requireOperator('change'), (c) =>
    act(c, 'enabled', (id) => changeEndpoint(c.env.ports, id, { enabled: true }, actorOf(c))),
  )
  .post(`${PATH}/disable`, requireOperator('change'), (c) =>
    act(c, 'disabled', (id) => changeEndpoint(c.env.ports, id, { enabled: false }, actorOf(c))),
  )
  .post(`${PATH}/test`, requireOperator('change'), async (c) => {
    const form = testForm.safeParse(await readForm(c));
    return act(c, 'tested', (id) =>
      sendTestEvent(c.env.ports, id, actorOf(c), form.success ? form.data.once : undefined),
    );
  })
  .post(`${PATH}/resend`, requireOperator('change'), async (c) => {
    const { message } = resendForm.parse(await readForm(c));
    return act(c, 'resent', async (endpointId) => {
      if (!isId('message', message)) return err({ reason: 'webhook_delivery_unknown' });
      const resent = await resendDelivery(c.env.ports, { endpointId, id: message }, actorOf(c));
      // What is on its way already is what was asked for.
      return !resent.ok && resent.error.reason === 'webhook_delivery_pending' ? ok(null) : resent;
    });
  })
  .post(`${PATH}/resend-failed`, requireOperator('change'), async (c) => {
    const form = sinceForm.safeParse(await readForm(c));
    if (!form.success) {
      const message = 'Name the day since when failed deliveries are to be sent again.';
      return webhookPage(c, { code: 'since_malformed', message, status: 422 });
    }
    const sinceMs = Date.parse(`${form.data.since}T00:00:00Z`);
    return act(c, 'resent', (endpointId) =>
      resendFailed(c.env.ports, { endpointId, sinceMs }, actorOf(c)),
    );
  });

async function act(
  c: AppContext,
  done: string,
  work: (id: Id<'webhook'>) => Promise<Result<unknown, WebhookRefusal>>,
) {
  const id = c.req.param('id') ?? '';
  if (!isId('webhook', id)) return unknownWebhook(c);
  const acted = await work(id);
  if (acted.ok) return c.redirect(`/admin/webhooks/${id}?done=${done}`, 303);
  const { status, detail: message } = describeWebhookRefusal(acted.error);
  return webhookPage(c, { code: acted.error.reason, message, status });
}

async function webhookPage(c: AppContext, problem?: PageProblem) {
  const { webhooks } = c.env.ports.store;
  const id = c.req.param('id') ?? '';
  const endpoint = isId('webhook', id) ? await webhooks.endpoint(id) : undefined;
  if (!endpoint) return unknownWebhook(c);
  const { state, before, done } = logQuery.parse(c.req.query());
  const from = isId('message', before) ? before : undefined;
  const rows = await webhooks.log({
    endpointId: endpoint.id,
    state,
    before: from,
    limit: ROWS + 1,
  });
  const shown = rows.slice(0, ROWS);
  const frame = adminFrameOf(c);
  const path = `/admin/webhooks/${endpoint.id}`;
  const states = ['' as const, ...STATES].map((of) => ({
    text: of || 'all',
    href: pageUrl(path, { state: of }),
    isChosen: of === (state ?? ''),
  }));
  const log = {
    endpointId: endpoint.id,
    deliveries: shown,
    timeZone: frame.timeZone,
    mayResend: frame.operator?.role === 'operator' && endpoint.state === 'enabled',
    states,
    firstUrl: from ? pageUrl(path, { state }) : '',
    nextUrl: rows.length > ROWS ? pageUrl(path, { state, before: shown.at(-1)?.id }) : '',
  };
  return c.html(
    <WebhookPage
      frame={{ ...frame, path }}
      endpoint={endpointView(endpoint)}
      nextTestId={newId(c.env.ports, 'message')}
      events={eventFields(endpoint.events)}
      log={log}
      done={DONE[done] ?? ''}
      problem={problem}
    />,
    problem?.status ?? 200,
  );
}

export function unknownWebhook(c: AppContext) {
  const message = 'There is no endpoint with this id.';
  return refusalPage(c, 404, { code: 'webhook_unknown', title: 'No such endpoint', message });
}

function actorOf(c: AppContext): string {
  return `admin:${c.var.operator.kid}`;
}
