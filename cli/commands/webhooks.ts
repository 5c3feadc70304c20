import { Command, InvalidArgumentError } from 'commander';
import {
  describeDeliveries,
  describeEndpoints,
  type WebhookDeliveryJson,
  type WebhookJson,
} from '../admin/describe-webhooks.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

const CALL = '/admin/webhook-endpoints';
const ENDPOINT = 'whk_01k2m3n4p5q6r7s8t9v0w1x2y3';
const MESSAGE = 'msg_01k2m3n4p5q6r7s8t9v0w1x2y3';

/** `postmeter webhooks`: who is told what happens, and how that went. */
export function webhooksCommand(): Command {
  const webhooks = new Command('webhooks').description(
    'Who is told what happens, and how it went.',
  );
  const sub = (name: string, description: string, ...examples: readonly [string, ...string[]]) =>
    withAdminOptions(withExamples(webhooks.command(name), ...examples)).description(description);
  sub('list', 'Every endpoint with its state.', 'npx postmeter webhooks list').action(list);
  sub(
    'add',
    'Adds an endpoint; prints the secret that its messages are signed with, once.',
    'npx postmeter webhooks add https://hooks.example.net/postmeter invoice.issued invoice.paid',
  )
    .argument('<url>', 'address, by HTTPS and with a public name')
    .argument('<event...>', 'what it listens to; docs/webhooks.md has them all')
    .option('--description <text>', 'what it is for', '')
    .action(add);
  sub(
    'log',
    'What was sent to an endpoint, newest first.',
    `npx postmeter webhooks log ${ENDPOINT}`,
  )
    .argument('<webhook>', "the endpoint's id, such as whk_…")
    .option('--state <state>', 'only those that are pending, delivered or failed')
    .action(log);
  sub('resend', 'Sends one message again.', `npx postmeter webhooks resend ${ENDPOINT} ${MESSAGE}`)
    .argument('<webhook>', "the endpoint's id")
    .argument('<message>', "the message's id, such as msg_…")
    .action((webhookId: string, messageId: string, options: AdminOptions) =>
      act(options, 'resend_webhook', { webhookId, messageId }, `${messageId} is on its way.`),
    );
  sub(
    'resend-failed',
    'Sends again everything that failed since a time.',
    `npx postmeter webhooks resend-failed ${ENDPOINT} --since 2026-11-01`,
  )
    .argument('<webhook>', "the endpoint's id")
    .requiredOption('--since <time>', 'a day, or a time in ISO 8601', timeArgument)
    .action((webhookId: string, { since, ...options }: AdminOptions & { readonly since: string }) =>
      act(
        options,
        'resend_failed_webhooks',
        { webhookId, since },
        `What failed since ${since} is on its way.`,
      ),
    );
  addSimple(sub);
  return webhooks;
}

/** Those that take an endpoint and nothing else. */
function addSimple(
  sub: (name: string, description: string, ...examples: readonly [string, ...string[]]) => Command,
): void {
  const ofEndpoint = (
    name: string,
    description: string,
    action: string,
    fields: Readonly<Record<string, unknown>>,
    done: string,
  ) =>
    sub(name, description, `npx postmeter webhooks ${name} ${ENDPOINT}`)
      .argument('<webhook>', "the endpoint's id")
      .action((webhookId: string, options: AdminOptions) =>
        act(options, action, { webhookId, ...fields }, `${webhookId} ${done}`),
      );
  ofEndpoint('test', 'Sends a test event.', 'test_webhook', {}, 'gets a test event.');
  ofEndpoint('enable', 'Sends to it again.', 'change_webhook', { enabled: true }, 'is enabled.');
  ofEndpoint(
    'disable',
    'Sends nothing more.',
    'change_webhook',
    { enabled: false },
    'is disabled.',
  );
  ofEndpoint('remove', 'Removes it with its log.', 'remove_webhook', {}, 'is gone.');
  sub(
    'rotate',
    'Makes a new secret and prints it, once; for 24 hours the one before signs as well.',
    `npx postmeter webhooks rotate ${ENDPOINT}`,
  )
    .argument('<webhook>', "the endpoint's id")
    .action(rotate);
}

async function list(options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.read<{ data: readonly WebhookJson[] }>('/api/v1/webhooks');
  print(options, body, () => describeEndpoints(body.data));
}

async function add(
  url: string,
  events: readonly string[],
  { description, ...options }: AdminOptions & { readonly description: string },
): Promise<void> {
  const admin = await adminClientOf(options);
  const fields = { url, events, description };
  const { body } = await admin.act<{ id: string; secret: string }>(CALL, 'create_webhook', fields);
  print(options, body, `${body.id} gets events from now on.\nSecret, shown once: ${body.secret}`);
}

async function rotate(webhookId: string, options: AdminOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act<{ secret: string }>(CALL, 'rotate_webhook_secret', {
    webhookId,
  });
  print(options, body, `Secret, shown once: ${body.secret}`);
}

async function log(
  webhookId: string,
  { state, ...options }: AdminOptions & { readonly state?: string },
): Promise<void> {
  const admin = await adminClientOf(options);
  const query = state === undefined ? '' : `?state=${encodeURIComponent(state)}`;
  const path = `/api/v1/webhooks/${encodeURIComponent(webhookId)}/deliveries${query}`;
  const { body } = await admin.read<{ data: readonly WebhookDeliveryJson[] }>(path);
  print(options, body, () => describeDeliveries(body.data));
}

async function act(
  options: AdminOptions,
  action: string,
  fields: Readonly<Record<string, unknown>>,
  done: string,
): Promise<void> {
  const admin = await adminClientOf(options);
  const { body } = await admin.act(CALL, action, fields);
  print(options, body, done);
}

function timeArgument(text: string): string {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(time))
    throw new InvalidArgumentError('It is a day such as 2026-11-01, or a time.');
  return new Date(time).toISOString();
}
