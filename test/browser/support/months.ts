import type { RunJson } from '../../../cli/admin/runs.ts';
import { postJson } from '../../../cli/instance/post-json.ts';
import { DEMO_PASSWORD } from '../../../cli/instance/seed.ts';
import type { Area } from './area.ts';

/** Who has far more servers in January than in December, and is held back for it. */
export const GROWN = 'mai.nguyen@hanoi.example';

export async function growOneClient({ world }: Area): Promise<void> {
  const servers = [1, 2, 3].map((n) => ({
    name: `blog-${n}`,
    plan: 'Grow 4',
    created_at: '2027-01-02T00:00:00Z',
  }));
  await postJson(world.places.panelControl, {
    seed: { users: [{ email: GROWN, password: DEMO_PASSWORD, servers }] },
  });
}

/** Two of the letters that went out: one was refused, of the other nobody knows. */
async function loseLetters({ world }: Area): Promise<void> {
  const { database } = world.instance;
  const lost = [
    ['failed', 'mail_refused'],
    ['unknown', 'mail_outcome_unknown'],
  ];
  await database.batch(
    lost.map((outcome) =>
      database
        .prepare(
          "UPDATE outbox SET state = ?, last_error = ? WHERE id = (SELECT max(id) FROM outbox WHERE kind = 'send_letter' AND state = 'done')",
        )
        .bind(...outcome),
    ),
  );
}

/** December invoiced, January with one client held back and planned again; the path of every page, by its name. */
export async function prepareMonths(area: Area): Promise<Readonly<Record<string, string>>> {
  const { admin, instance, moveClock } = area.world;
  const key = await admin.act<{ keyId: string }>('/admin/api-keys', 'create_api_key', {
    name: 'Reports for the accountant',
    scopes: ['read:clients', 'read:invoices'],
  });
  await admin.act('/admin/automation', 'automation');
  await growOneClient(area);
  await moveClock('2027-02-01T09:00:00Z');
  const webhook = await admin.act<{ id: string }>('/admin/webhook-endpoints', 'create_webhook', {
    url: 'http://localhost:9/events',
    description: 'Bookkeeping',
    events: ['invoice.issued', 'client.enrolled'],
  });
  await admin.act('/admin/automation', 'automation');
  await loseLetters(area);
  const plan = await admin.act<RunJson>('/admin/invoice-runs', 'plan', { month: '2027-01' });
  const [invoice] = await area.world.invoices('2027-01');
  const grown = await instance.database
    .prepare('SELECT id FROM client WHERE email = ?')
    .bind(GROWN)
    .first<{ id: string }>();
  const run = `/admin/runs/${plan.body.runId}`;
  const client = `/admin/clients/${grown?.id}`;
  const endpoint = `/admin/webhooks/${webhook.body.id}`;
  const document = `/admin/documents/${invoice?.id}`;
  return {
    overview: '/admin',
    clients: '/admin/clients',
    'clients-nobody': '/admin/clients?q=nobody',
    client,
    'client-second-factor': `${client}/second-factor`,
    runs: '/admin/runs',
    run,
    'run-execute': `${run}/execute`,
    documents: '/admin/documents',
    document,
    'document-payment': `${document}/payment`,
    parked: '/admin/parked',
    'parked-release': `/admin/parked/2027-01/${grown?.id}/outlier`,
    deliveries: '/admin/deliveries',
    letters: '/admin/letters',
    prices: '/admin/prices',
    'price-effect': '/admin/prices/set?currency=EUR&price=0.0015&firstMonth=2027-03',
    terms: '/admin/terms',
    settings: '/admin/settings',
    keys: '/admin/keys',
    'key-new': '/admin/keys/new',
    'key-revoke': `/admin/keys/${key.body.keyId}/revoke`,
    webhooks: '/admin/webhooks',
    'webhook-new': '/admin/webhooks/new',
    webhook: endpoint,
    'webhook-secret': `${endpoint}/secret`,
    'webhook-remove': `${endpoint}/remove`,
    access: '/admin/passkeys',
    audit: '/admin/audit',
    confirm: '/admin/confirm?next=/admin/keys/new',
  };
}
