/** The size of a plan, of which the vendor's clients name seven parts. */
import { z } from 'zod';

const GIB = 1024 ** 3;

/** `disk` in GiB, `ram` in bytes. */
export interface PlanParams {
  readonly disk: number;
  readonly ram: number;
  readonly vcpu: number;
  readonly swap: number;
  readonly vcpu_units: number;
  readonly vcpu_limit: number;
  readonly io_priority: number;
}

/** ASSUMED: what the last four are when nobody says. */
export const DEFAULT_PARAMS: PlanParams = {
  disk: 20,
  ram: 2 * GIB,
  vcpu: 1,
  swap: 0,
  vcpu_units: 1000,
  vcpu_limit: 100,
  io_priority: 4,
};

const atLeastOne = z.int().min(1);
const rarelyGiven = z.int().min(0).optional();

export const planParamsSchema = z.object({
  disk: atLeastOne,
  ram: atLeastOne,
  vcpu: atLeastOne,
  swap: rarelyGiven,
  vcpu_units: rarelyGiven,
  vcpu_limit: rarelyGiven,
  io_priority: rarelyGiven,
});
