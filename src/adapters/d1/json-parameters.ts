/** A bound string may have 2,000,000 bytes; characters take up to four (docs/platform.md). */
const MAX_PARAMETER_CHARACTERS = 450_000;

/** Rows that are JSON already, as JSON arrays that each fit one parameter. */
export function jsonParameters(rows: readonly string[]): string[] {
  const parameters: string[] = [];
  let part: string[] = [];
  let characters = 0;
  const flush = () => {
    if (part.length > 0) parameters.push(`[${part.join(',')}]`);
    part = [];
    characters = 0;
  };
  for (const row of rows) {
    if (characters + row.length > MAX_PARAMETER_CHARACTERS) flush();
    part.push(row);
    characters += row.length;
  }
  flush();
  return parameters;
}
