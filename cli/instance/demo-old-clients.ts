// The add-on's clients in the demo's WHMCS: some who can be imported, and one each of those who are left alone.
import { parseCurrency, parseTokenPrice, priceTokens } from '#core/money.ts';
import { type BillingMonth, monthRange } from '#core/month.ts';
import { billingPlace } from './billing-places.ts';
import { PANEL_TOKEN, placesOf } from './places.ts';
import { postJson } from './post-json.ts';

/** A person over there; `panelEmail` where the panel knows another address, `billed` where the add-on got it wrong. */
interface OldCast {
  readonly first: string;
  readonly last: string;
  readonly company?: string;
  readonly email: string;
  readonly panelEmail?: string;
  readonly currency: 'USD' | 'EUR';
  readonly servers: readonly (readonly [name: string, plan: string, fromDay: number])[];
  readonly billed?: 'wrong-amount' | 'missing-line' | 'not at all';
  readonly closed?: true;
}

const OLD_CAST: readonly OldCast[] = [
  {
    first: 'Mateus',
    last: 'Almeida',
    company: 'Praia Hosting',
    email: 'mateus@praia.example',
    currency: 'USD',
    servers: [
      ['loja', 'Start 2', -80],
      ['cache', 'Start 1', 3.5],
    ],
  },
  {
    first: 'Ingrid',
    last: 'Nilsen',
    email: 'ingrid@nordlys.example',
    currency: 'EUR',
    servers: [['nordlys-1', 'Grow 4', -15]],
  },
  {
    first: 'Chen',
    last: 'Wei',
    company: 'Jade Games',
    email: 'chen.wei@jade.example',
    currency: 'USD',
    servers: [
      ['lobby', 'Start 1', -30],
      ['match-1', 'Start 2', 12.2],
    ],
    billed: 'wrong-amount',
  },
  {
    first: 'Amara',
    last: 'Eze',
    email: 'amara@lagoon.example',
    currency: 'USD',
    servers: [
      ['front', 'Start 1', -30],
      ['back', 'Start 1', -30],
    ],
    billed: 'missing-line',
  },
  {
    first: 'Luca',
    last: 'Moretti',
    email: 'luca@torre.example',
    currency: 'EUR',
    servers: [['torre', 'Start 1', 20]],
    billed: 'not at all',
  },
  {
    first: 'Petra',
    last: 'Kovač',
    email: 'petra@kovac.example',
    panelEmail: 'petra.old@kovac.example',
    currency: 'EUR',
    servers: [],
  },
  {
    first: 'Sam',
    last: 'Gone',
    email: 'sam@gone.example',
    currency: 'USD',
    servers: [],
    closed: true,
  },
];

const MS_PER_DAY = 86_400_000;

interface UsageRow {
  readonly server_id: number;
  readonly server_name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly backup_tokens: number;
}

/** Makes them in WHMCS and in the panel, and bills them `month` as the add-on did. Prices are decimal text by currency. */
export async function seedOldClients(
  origin: string,
  month: BillingMonth,
  prices: Readonly<Record<string, string>>,
): Promise<void> {
  const control = `${billingPlace(origin, 'whmcs')}/control`;
  const { clients } = await postJson<{ clients: { clientId: number }[] }>(control, {
    seed: {
      clients: OLD_CAST.map(({ first, last, company = '', email, currency }) => ({
        profile: { firstname: first, lastname: last, companyname: company, email },
        currency,
      })),
    },
  });
  const { startMs } = monthRange(month, 'UTC');
  const at = (day: number) => new Date(startMs + day * MS_PER_DAY).toISOString();
  const { users } = await postJson<{ users: { id: number }[] }>(placesOf(origin).panelControl, {
    seed: {
      users: OLD_CAST.map(({ email, panelEmail = email, servers }, i) => ({
        email: panelEmail,
        password: 'Demo-pass-1',
        billing_user_id: clients[i]?.clientId,
        servers: servers.map(([name, plan, day]) => ({ name, plan, created_at: at(day) })),
      })),
    },
  });
  for (const [i, cast] of OLD_CAST.entries()) {
    const clientId = clients[i]?.clientId;
    const { billed = 'none', closed, currency, servers } = cast;
    if (closed) await postJson(control, { act: { do: 'close-client', clientId } });
    if (billed === 'not at all' || servers.length === 0) continue;
    const rows = await usageOf(origin, users[i]?.id ?? 0, month);
    const lines = rows.map((row) => addonLine(row, currency, prices[currency] ?? ''));
    await postJson(control, { options: { addonFault: billed } });
    await postJson(control, { addon: { clientId, month, servers: lines } });
  }
  await postJson(control, { options: { addonFault: 'none' } });
}

/** As the emulated panel reports it, of which the add-on made its lines. */
async function usageOf(origin: string, panelUserId: number, month: BillingMonth) {
  const { startMs, endMs } = monthRange(month, 'UTC');
  const [from, to] = [startMs, endMs].map((ms) => new Date(ms).toISOString());
  const path = `usage/report?user_id=${panelUserId}&from=${from}&to=${to}`;
  const answer = await fetch(`${placesOf(origin).panelApi}${path}`, {
    headers: { authorization: `Bearer ${PANEL_TOKEN}` },
  });
  return ((await answer.json()) as { data: readonly UsageRow[] }).data;
}

function addonLine(row: UsageRow, code: string, price: string) {
  const currency = parseCurrency(code);
  const parsed = currency.ok ? parseTokenPrice(price, currency.value) : currency;
  if (!parsed.ok) throw new Error(`the demo has no price in ${code}`);
  const tokens = row.tokens + row.backup_tokens;
  const { amountMinor } = priceTokens(tokens, parsed.value);
  const amount = (amountMinor / 100).toFixed(2);
  return { id: row.server_id, name: row.server_name, hours: row.hours, tokens, amount };
}
