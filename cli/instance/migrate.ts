import { readdir, readFile } from 'node:fs/promises';
import { ROOT } from '../root.ts';

/** What is needed of D1 here; both miniflare's and the Worker's own have it. */
interface Database<Statement> {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
}

/** The table in which wrangler notes what it applied; the same here, so that whoever asks finds the same. */
const NOTED = `CREATE TABLE d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

/** Applies every migration, in order of name, to an empty database. */
export async function migrate<Statement>(database: Database<Statement>): Promise<void> {
  const folder = `${ROOT}/migrations`;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  await database.batch([database.prepare(NOTED)]);
  for (const name of names) {
    const sql = await readFile(`${folder}/${name}`, 'utf8');
    const statements = sql.split('--> statement-breakpoint').map((text) => text.trim());
    // A file's name holds nothing that SQL would take for its own.
    const noted = `INSERT INTO d1_migrations (name) VALUES ('${name}')`;
    const all = [...statements.filter(Boolean), noted];
    await database.batch(all.map((text) => database.prepare(text)));
  }
}
