const LIMIT = /^[1-9]\d{0,2}$/;

/** How many rows a reader asks for, up to `most`, which is what silence means; undefined for anything else. */
export function pageLimit(given: string | undefined, most: number): number | undefined {
  if (given === undefined) return most;
  return LIMIT.test(given) && Number(given) <= most ? Number(given) : undefined;
}
