const MAX_CHARACTERS = 300;

/** An error for the log: without the parameters that drizzle appends to a failed query, which are people's data. */
export function errorText(error: unknown): string {
  return (String(error).split('\nparams:')[0] ?? '').slice(0, MAX_CHARACTERS);
}
