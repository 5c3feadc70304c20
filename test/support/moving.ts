// A provider who moves over: old clients in an emulated WHMCS, their panel users, and what the add-on billed them.
import { expect } from 'vitest';
import { parseCurrency, parseTokenPrice, priceTokens } from '#core/money.ts';
import { monthRange, parseMonth } from '#core/month.ts';
import { API_ACCESS_KEY, API_IDENTIFIER, API_SECRET } from '#emulators/whmcs/credentials.ts';
import type { SeedUser, TestEmulators } from './emulators.ts';
import { openShop } from './people.ts';
import { newWorld, type World, type WorldOptions } from './world.ts';

const PRICES: Readonly<Record<string, string>> = { USD: '0.0015', EUR: '0.0012' };

/** Somebody over there, and their panel user. */
export interface OldClient {
  readonly email: string;
  readonly currency?: string;
  /** Of the panel user, where it is another one. */
  readonly panelEmail?: string;
  readonly servers?: NonNullable<SeedUser['servers']>;
  readonly roles?: readonly number[];
}

export interface Moved {
  readonly clientId: number;
  readonly panelUserId: number;
}

const SERVERS: NonNullable<SeedUser['servers']> = [
  { name: 'web', plan: 1, created_at: '2026-08-05T00:00:00Z', backups: true },
  { name: 'db', plan: 2, created_at: '2026-09-12T06:00:00Z' },
];

function whmcsSettings({ url }: TestEmulators) {
  return {
    BILLING_SYSTEM: 'whmcs',
    WHMCS_URL: `${url}/whmcs`,
    WHMCS_IDENTIFIER: API_IDENTIFIER,
    WHMCS_SECRET: API_SECRET,
    WHMCS_ACCESS_KEY: API_ACCESS_KEY,
  };
}

/** On 3 October 2026: the add-on has billed September two days ago. */
export async function oldWorld(options: WorldOptions = {}): Promise<World> {
  const own = options.settings;
  const world = await newWorld({
    now: '2026-10-03T12:00:00Z',
    ...options,
    settings: (emulators) => ({
      ...whmcsSettings(emulators),
      CUT_OVER_NEEDS_TERMS: 'no',
      ...(typeof own === 'function' ? own(emulators) : own),
    }),
  });
  await openShop(world);
  return world;
}

export async function whmcsControl<T>({ emulators }: World, command: unknown): Promise<T> {
  const answer = await fetch(`${emulators.url}/whmcs/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(command),
  });
  if (!answer.ok) throw new Error(`WHMCS answered ${answer.status}: ${await answer.text()}`);
  return answer.json<T>();
}

/** Clients there and their panel users, in the given order. */
export async function seedOld(world: World, ...people: readonly OldClient[]): Promise<Moved[]> {
  const { clients } = await whmcsControl<{ clients: { clientId: number }[] }>(world, {
    seed: {
      clients: people.map(({ email, currency = 'USD' }) => ({
        profile: { firstname: 'Old', lastname: 'Client', companyname: 'Ltd', email },
        currency,
      })),
    },
  });
  const users = await world.emulators.seed(
    ...people.map(({ email, panelEmail = email, servers = SERVERS, roles }, i) => ({
      email: panelEmail,
      password: 'Abcdef123',
      billing_user_id: clients[i]?.clientId ?? 0,
      servers,
      ...(roles && { roles }),
    })),
  );
  return users.map(({ id: panelUserId }, i) => ({
    panelUserId,
    clientId: clients[i]?.clientId ?? 0,
  }));
}

/** The add-on's invoice of a month, from the panel's report and at the price that is ours, too. */
export async function billOld(
  world: World,
  { clientId, panelUserId }: Moved,
  month = '2026-09',
  currency = 'USD',
): Promise<void> {
  const servers = await usageServers(world, panelUserId, month, currency);
  await whmcsControl(world, { addon: { clientId, month, servers } });
}

interface Row {
  readonly server_id: number;
  readonly server_name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly backup_tokens: number;
}

async function usageServers(world: World, panelUserId: number, month: string, code: string) {
  const parsed = parseMonth(month);
  const currency = parseCurrency(code);
  if (!parsed.ok || !currency.ok) throw new Error('no such month or currency');
  const price = parseTokenPrice(PRICES[code] ?? '', currency.value);
  if (!price.ok) throw new Error('no such price');
  const { startMs, endMs } = monthRange(parsed.value, 'UTC');
  const [from, to] = [startMs, endMs].map((ms) => new Date(ms).toISOString());
  const report = (await world.emulators.panelGet(
    `/usage/report?user_id=${panelUserId}&from=${from}&to=${to}`,
  )) as { data: Row[] };
  return report.data.map((row) => {
    // Each of its parts rounded by itself, as ours are.
    const minor = [row.tokens, row.backup_tokens]
      .map((tokens) => priceTokens(tokens, price.value).amountMinor)
      .reduce((sum, part) => sum + part, 0);
    return {
      id: row.server_id,
      name: row.server_name,
      hours: row.hours,
      tokens: row.tokens + row.backup_tokens,
      amount: (minor / 100).toFixed(2),
    };
  });
}

export interface ImportJson {
  readonly importId: string;
  readonly state: string;
  readonly manifest: string;
  readonly counts: readonly {
    readonly outcome: string;
    readonly reason: string | null;
    readonly count: number;
    readonly imported: number;
  }[];
  readonly toInvite: number;
}

export async function signedCall<T>(
  world: World,
  path: string,
  claims: Readonly<Record<string, unknown>>,
): Promise<T> {
  const answer = await world.admin(path, claims);
  if (answer.ok) return answer.json<T>();
  throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

const STEPS_AT_MOST = 40;

/** Steps until the import neither lists, matches nor executes. */
export async function stepsToEnd(world: World, first: ImportJson): Promise<ImportJson> {
  let one = first;
  for (let steps = 0; ['listing', 'matching', 'executing'].includes(one.state); steps++) {
    expect(steps).toBeLessThan(STEPS_AT_MOST);
    const { importId } = one;
    one = await signedCall<ImportJson>(world, '/admin/imports', {
      action: 'continue_import',
      importId,
    });
  }
  return one;
}

export async function planImport(world: World): Promise<ImportJson> {
  const first = await signedCall<ImportJson>(world, '/admin/imports', { action: 'plan_import' });
  return stepsToEnd(world, first);
}

export async function executeImport(world: World, plan: ImportJson): Promise<ImportJson> {
  const { importId, manifest } = plan;
  const claims = { action: 'execute_import', importId, manifest };
  return stepsToEnd(world, await signedCall<ImportJson>(world, '/admin/imports', claims));
}

export interface ShadowJson {
  readonly runId: string;
  readonly state: string;
  readonly progress: { readonly clients: number; readonly compared: number };
  readonly sums: readonly {
    readonly verdict: string;
    readonly clients: number;
    readonly differenceMinor: number;
  }[];
}

export async function shadow(world: World, month = '2026-09'): Promise<ShadowJson> {
  const path = '/admin/shadow-months';
  let one = await signedCall<ShadowJson>(world, path, { action: 'shadow_month', month });
  const { runId } = one;
  for (let steps = 0; one.progress.compared < one.progress.clients; steps++) {
    expect(steps).toBeLessThan(STEPS_AT_MOST);
    one = await signedCall<ShadowJson>(world, path, { action: 'compare_shadow', runId });
  }
  return one;
}

export interface CutJson {
  readonly clients: readonly { readonly clientId: string; readonly outcome: string }[];
}

export async function cut(
  world: World,
  action: 'cut_over' | 'cut_back',
  claims: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const answer = await signedCall<CutJson>(world, '/admin/cut-overs', { action, ...claims });
  return answer.clients.map(({ outcome }) => outcome);
}

/** Ids of imported clients in order of their panel users. */
export async function movedIds(world: World): Promise<string[]> {
  const rows = await world.sql<{ id: string }>(
    'SELECT client_id AS id FROM moved_client JOIN client ON client.id = client_id ORDER BY panel_user_id',
  );
  return rows.map(({ id }) => id);
}
