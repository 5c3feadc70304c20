// Fills a fresh instance: prices and terms by signed requests, the panel's history through its control, and the
// clients, for whom there is no front door that takes no mail, straight into the database.
import { createAdminClient } from '../admin/client.ts';
import { integrationOf } from '../panel/connection.ts';
import { createPanelSettings } from '../panel/panel-settings.ts';
import type { AdminKey } from './admin-key.ts';
import { type DemoClient, demoClients } from './demo-clients.ts';
import { DEMO_TERMS } from './demo-terms.ts';
import { hashPassword } from './hash-password.ts';
import { insertClients } from './insert-clients.ts';
import { PANEL_TOKEN, PRICE_TOKEN, placesOf } from './places.ts';
import { postJson } from './post-json.ts';
import type { Instance } from './start.ts';

export const DEMO_PASSWORD = 'Demo-pass-1';

/** Decimal text per token. With these a small server costs about 6 a month. */
export const DEMO_PRICES = { USD: '0.0012', EUR: '0.0011' } as const;

/** Before any month that somebody may try. */
const FIRST_PRICED_MONTH = '2020-01';

export interface Seeded {
  readonly enrolled: readonly DemoClient[];
  readonly notEnrolled: DemoClient;
}

/** A dozen enrolled clients with servers in the month before `nowMs`, and one who is not enrolled yet; all in `currency`, if given. */
export async function seed(
  instance: Instance,
  adminKey: AdminKey,
  nowMs: number,
  currency?: DemoClient['currency'],
): Promise<Seeded> {
  const demo = demoClients(nowMs);
  const enrolled = demo.enrolled.map((client) => (currency ? { ...client, currency } : client));
  const { notEnrolled } = demo;
  await publishCatalogue(instance, adminKey);
  const [panelUserIds, passwordHash] = await Promise.all([
    seedPanel(instance, enrolled),
    hashPassword(DEMO_PASSWORD),
    connectPrices(instance),
  ]);
  await insertClients(instance.database, [...enrolled, notEnrolled], {
    panelUserIds,
    passwordHash,
  });
  return { enrolled, notEnrolled };
}

/** Prices and terms alone, for whoever brings their own clients. */
async function publishCatalogue(instance: Instance, adminKey: AdminKey): Promise<void> {
  const admin = createAdminClient(instance.origin, adminKey);
  const prices = Object.entries(DEMO_PRICES).map(([currency, price]) =>
    admin.act('/admin/token-prices', 'set_token_price', {
      currency,
      price,
      firstMonth: FIRST_PRICED_MONTH,
    }),
  );
  const terms = DEMO_TERMS.map((version) =>
    admin.act('/admin/terms-versions', 'publish_terms', { ...version }),
  );
  await Promise.all([...prices, ...terms]);
}

/** What `npx postmeter panel connect` does. */
async function connectPrices({ origin }: Instance): Promise<void> {
  const panel = createPanelSettings(placesOf(origin).panelApi, PANEL_TOKEN);
  await panel.write(integrationOf({ origin, priceToken: PRICE_TOKEN }));
}

/** Panel users' ids by e-mail. */
async function seedPanel(
  { origin }: Instance,
  clients: readonly DemoClient[],
): Promise<ReadonlyMap<string, number>> {
  const users = clients.map(({ email, number, servers }) => ({
    email,
    password: DEMO_PASSWORD,
    billing_user_id: number,
    servers,
  }));
  const answer = await postJson<{ users: { id: number; email: string }[] }>(
    placesOf(origin).panelControl,
    { seed: { users } },
  );
  return new Map(answer.users.map(({ id, email }) => [email, id]));
}
