import { readdir, readFile } from 'node:fs/promises';
import { ROOT } from '../root.ts';

/** What is needed of D1 here; both miniflare's and the Worker's own have it. */
interface Database<Statement> {
  prepare(sql: string): Statement;
  batch(statements: Statement[]): Promise<unknown>;
}

/** Applies every migration, in order of name, to an empty database. */
export async function migrate<Statement>(database: Database<Statement>): Promise<void> {
  const folder = `${ROOT}/migrations`;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of names) {
    const sql = await readFile(`${folder}/${name}`, 'utf8');
    const statements = sql.split('--> statement-breakpoint').map((text) => text.trim());
    await database.batch(statements.filter(Boolean).map((text) => database.prepare(text)));
  }
}
