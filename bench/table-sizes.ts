// Bytes of every table and index of a D1, which has no dbstat: each is dropped, and the database is asked how many pages
// it has left. What remains of it afterwards is nothing. Runs in a Worker; knows nothing of ours.

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  /** With its key. */
  readonly bytes: number;
  /** Of its other indexes. */
  readonly indexBytes: number;
}

/** The size of a database, free pages not counted. */
export async function databaseBytes(database: D1Database): Promise<number> {
  const { meta } = await database.prepare('SELECT 1').all();
  return meta.size_after;
}

/** Empties the database for good: whoever asks must be done with it. */
export async function measureTables(database: D1Database): Promise<readonly TableSize[]> {
  const { results: tables } = await database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
    )
    .all<{ name: string }>();
  const counted: { name: string; rows: number; indexBytes: number }[] = [];
  for (const { name } of tables) {
    const row = await database
      .prepare(`SELECT count(*) AS n FROM "${name}"`)
      .first<{ n: number }>();
    counted.push({ name, rows: row?.n ?? 0, indexBytes: await dropIndexes(database, name) });
  }
  const sizes: TableSize[] = [];
  const waiting = [...counted];
  // One that others refer to goes after them.
  for (let turns = waiting.length ** 2; waiting.length > 0 && turns > 0; turns--) {
    const table = waiting.shift();
    if (!table) break;
    const bytes = await dropped(database, `DROP TABLE "${table.name}"`);
    if (bytes === undefined) waiting.push(table);
    else sizes.push({ table: table.name, rows: table.rows, bytes, indexBytes: table.indexBytes });
  }
  if (waiting.length > 0) throw new Error(`cannot drop ${waiting.map(({ name }) => name)}`);
  return sizes;
}

/** Those that a statement made: what a key needs goes with its table. */
async function dropIndexes(database: D1Database, table: string): Promise<number> {
  const { results: indexes } = await database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql <> ''")
    .bind(table)
    .all<{ name: string }>();
  let bytes = 0;
  for (const { name } of indexes) {
    bytes += (await dropped(database, `DROP INDEX "${name}"`)) ?? 0;
  }
  return bytes;
}

/** Bytes that a drop set free; undefined where another table still refers to it. */
async function dropped(database: D1Database, sql: string): Promise<number | undefined> {
  const before = await databaseBytes(database);
  try {
    const { meta } = await database.prepare(sql).run();
    return before - meta.size_after;
  } catch (error) {
    if (String(error).includes('FOREIGN KEY')) return undefined;
    throw error;
  }
}
