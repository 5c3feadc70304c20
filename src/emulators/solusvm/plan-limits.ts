/** The limits of a plan. They are kept and shown; nothing here is slowed down by one. */
import { z } from 'zod';

/** The unit of each where none is given, as the vendor's SDK fills it in. */
const UNITS = {
  disk_bandwidth: 'Bps',
  disk_iops: 'iops',
  network_incoming_bandwidth: 'Kbps',
  network_outgoing_bandwidth: 'Kbps',
  network_incoming_traffic: 'KB',
  network_outgoing_traffic: 'KB',
  network_total_traffic: 'KB',
  network_reduce_bandwidth: 'Kbps',
  backup_limit: 'units',
} as const;

type LimitName = keyof typeof UNITS;

export interface PlanLimit {
  readonly is_enabled: boolean;
  readonly limit: number;
  readonly unit: string;
}

export type PlanLimits = Readonly<Record<LimitName, PlanLimit>>;

const limitSchema = z.object({
  is_enabled: z.boolean(),
  limit: z.int().min(0),
  unit: z.string().min(1).optional(),
});

/** Some of the limits; one that is not named stays as it is. */
export const planLimitsSchema = z.partialRecord(
  z.enum(Object.keys(UNITS) as [LimitName, ...LimitName[]]), // Object.keys forgets the names
  limitSchema,
);

export function noLimits(): PlanLimits {
  return withLimits({}, {});
}

export function withLimits(
  known: Partial<PlanLimits>,
  given: z.output<typeof planLimitsSchema>,
): PlanLimits {
  const entries = Object.entries(UNITS).map(([name, unit]) => {
    const kept = known[name as LimitName] ?? { is_enabled: false, limit: 0, unit };
    return [name, { ...kept, ...given[name as LimitName] }];
  });
  return Object.fromEntries(entries) as PlanLimits; // fromEntries forgets the names it was given
}
