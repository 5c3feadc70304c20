import type { WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';

/** What a refusal about webhooks is called outside: its status and a sentence for people. */
export function describeWebhookRefusal(refusal: WebhookRefusal): {
  readonly status: 404 | 409 | 422;
  readonly detail: string;
} {
  switch (refusal.reason) {
    case 'webhook_url_malformed':
      return { status: 422, detail: 'An address is an absolute URL without a user name or a #.' };
    case 'webhook_url_insecure':
      return { status: 422, detail: 'Events are sent by HTTPS alone.' };
    case 'webhook_url_not_public':
      return {
        status: 422,
        detail:
          'The address must have a public name: no number, no name of an own network, not ours.',
      };
    case 'webhook_events_unknown':
      return { status: 422, detail: `There is no event ${refusal.unknown.join(', ')}.` };
    case 'webhook_events_missing':
      return { status: 422, detail: 'An endpoint listens to at least one event.' };
    case 'webhooks_too_many':
      return { status: 409, detail: `There can be ${refusal.most} endpoints at most.` };
    case 'webhook_unknown':
      return { status: 404, detail: 'There is no endpoint with this id.' };
    case 'webhook_delivery_unknown':
      return { status: 404, detail: 'This endpoint has no delivery with this id.' };
    case 'webhook_disabled':
      return { status: 409, detail: 'The endpoint is disabled: enable it first.' };
    case 'webhook_delivery_pending':
      return { status: 409, detail: 'This delivery is on its way already.' };
    case 'webhook_secret_changed':
      return { status: 409, detail: 'Somebody has made another secret meanwhile.' };
  }
}
