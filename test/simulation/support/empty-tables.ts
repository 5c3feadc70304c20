import { env } from 'cloudflare:workers';

let statements: D1PreparedStatement[] | undefined;

/** Every world begins with no row at all; the tables stay. */
export async function emptyTables(): Promise<void> {
  statements ??= await deletions();
  await env.DB.batch([env.DB.prepare('PRAGMA defer_foreign_keys = on'), ...statements]);
}

async function deletions(): Promise<D1PreparedStatement[]> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_%' AND name NOT LIKE '_cf_%'",
  ).all<{ name: string }>();
  return results.map(({ name }) => env.DB.prepare(`DELETE FROM ${name}`));
}
