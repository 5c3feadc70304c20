// How PHP puts values into JSON: ids and amounts as text or as numbers, nothing as null, '' or false, an empty map as [].
import { z } from 'zod';

export const idText = z.union([
  z
    .string()
    .trim()
    .regex(/^\d{1,20}$/),
  z.int().nonnegative().transform(String),
]);

/** Decimal text as it came; `parseDecimal` of the core reads it. */
export const decimal = z.union([z.string(), z.number().transform(String)]);

const text = z.union([z.string(), z.number().transform(String)]);

/** Text, or empty for what PHP gives instead of it. */
export const optionalText = z
  .union([text, z.null(), z.literal(false)])
  .optional()
  .transform((value) => (value === null || value === undefined || value === false ? '' : value));

/** The rows of a list, or of a map that has them under their ids; false and null are none. */
export function rowsOf<S extends z.ZodType>(row: S) {
  return z
    .union([z.array(row), z.record(z.string(), row), z.literal(false), z.null(), z.literal('')])
    .transform((rows): z.output<S>[] => (rows ? Object.values(rows) : []));
}

/** Unset dates of MySQL read `0000-00-00 00:00:00`; undefined for them and for what is no date. `YYYY-MM-DD[ hh:mm:ss]` in UTC. */
export function utcMs(given: string): number | undefined {
  const [, day, time = '00:00:00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d))?/.exec(given) ?? [];
  if (day === undefined) return undefined;
  const ms = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
