// The whole database, to see that something changed nothing at all.
import { env } from 'cloudflare:workers';

/** The tables that migrations made. */
export async function tableNames(): Promise<readonly string[]> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_%' AND name NOT LIKE '_cf_%'",
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** Every row of every table, by table. */
export async function wholeDatabase(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const names = await tableNames();
  const rows = await env.DB.batch(names.map((name) => env.DB.prepare(`SELECT * FROM ${name}`)));
  return Object.fromEntries(names.map((name, i) => [name, rows[i]?.results ?? []]));
}

/** Columns that the database computes, and nobody writes. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = { client: ['further_name'] };

/** Puts a row of `SELECT *` back. */
export function insertRow(
  table: string,
  row: Readonly<Record<string, unknown>>,
): D1PreparedStatement {
  const columns = Object.keys(row).filter((name) => !COMPUTED[table]?.includes(name));
  const marks = columns.map(() => '?');
  return env.DB.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${marks.join()})`).bind(
    ...columns.map((name) => row[name]),
  );
}

/** Audit rows in the order in which they were written. */
export async function auditRows(action?: string): Promise<readonly AuditRow[]> {
  const { results } = await env.DB.prepare(
    'SELECT actor, action, subject_id AS subjectId, detail FROM audit_event WHERE ?1 IS NULL OR action = ?1 ORDER BY id',
  )
    .bind(action ?? null)
    .all<AuditRow>();
  return results;
}

export interface AuditRow {
  readonly actor: string;
  readonly action: string;
  readonly subjectId: string;
  /** JSON. */
  readonly detail: string;
}
