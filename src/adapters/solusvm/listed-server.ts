// A server as the panel lists it, and a plan, as metering wants them. Field names are the vendor's (docs/panel.md).
import { z } from 'zod';
import { checkPrices, type MeteredPlan } from '#core/metering/server-state.ts';
import type { ListedServer } from '#ports/server-inventory.ts';

const id = z.int().positive();

/** Prices are read as they come: what cannot be billed parks its clients, and not everybody. */
const planSchema = z.object({
  id,
  name: z.string(),
  tokens_per_hour: z.unknown().optional(),
  tokens_per_month: z.unknown().optional(),
  backup_price: z.unknown().optional(),
  ip_tokens_per_hour: z.unknown().optional(),
  ip_tokens_per_month: z.unknown().optional(),
});

type GivenPlan = z.infer<typeof planSchema>;

const addressSchema = z.object({ ip: z.string().optional(), is_primary: z.boolean().optional() });
const serverSchema = z.object({
  id,
  name: z.string(),
  user: z.object({ id }),
  plan: planSchema.nullish(),
  is_suspended: z.boolean().default(false),
  backup_settings: z.object({ enabled: z.boolean().default(false) }).nullish(),
  ip_addresses: z.object({ ipv4: z.array(addressSchema).default([]) }).nullish(),
  ips: z.array(addressSchema).nullish(),
  created_at: z.iso.datetime({ offset: true }),
});

export function readPlan(row: unknown): MeteredPlan | undefined {
  const parsed = planSchema.safeParse(row);
  return parsed.success ? pricedPlan(parsed.data) : undefined;
}

/**
 * Undefined for a row that is no complete server. The plan inside the row comes first: the panel may keep a server on
 * the prices that it was made with.
 */
export function readServer(
  row: unknown,
  plans: ReadonlyMap<number, MeteredPlan>,
): ListedServer | undefined {
  const parsed = serverSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const { user, plan, backup_settings, ip_addresses, ips, ...server } = parsed.data;
  // Older panels have one list for both kinds of addresses.
  const older = (ips ?? []).filter(({ ip }) => !ip?.includes(':'));
  return {
    serverId: server.id,
    name: server.name,
    createdAtMs: Date.parse(server.created_at),
    state: {
      userId: user.id,
      plan: planOf(plan, plans),
      backups: backup_settings?.enabled ?? false,
      additionalIps: additionalIps(ip_addresses?.ipv4 ?? older),
      suspended: server.is_suspended,
    },
  };
}

/** The id of a row that is otherwise not understood. */
export function serverIdOf(row: unknown): number | undefined {
  return z.object({ id }).safeParse(row).data?.id;
}

function planOf(
  given: GivenPlan | null | undefined,
  plans: ReadonlyMap<number, MeteredPlan>,
): MeteredPlan {
  if (!given) return { id: 0, name: '', prices: 'plan_vanished' };
  if (given.tokens_per_hour !== undefined) return pricedPlan(given);
  const { id, name } = given;
  return plans.get(id) ?? { id, name, prices: 'plan_vanished' };
}

function pricedPlan(given: GivenPlan): MeteredPlan {
  const { id, name, ...prices } = given;
  return {
    id,
    name,
    prices: checkPrices({
      tokensPerHour: prices.tokens_per_hour,
      tokensPerMonth: prices.tokens_per_month,
      backupPercent: prices.backup_price,
      ipTokensPerHour: prices.ip_tokens_per_hour,
      ipTokensPerMonth: prices.ip_tokens_per_month,
    }),
  };
}

/** All but the primary one; where none is marked, all but the first. */
function additionalIps(
  addresses: readonly { readonly is_primary?: boolean | undefined }[],
): number {
  const primary = addresses.some(({ is_primary }) => is_primary === true);
  if (!primary) return Math.max(0, addresses.length - 1);
  return addresses.filter(({ is_primary }) => is_primary !== true).length;
}
