import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';

interface IndexRow {
  readonly tableName: string;
  readonly indexName: string;
}
interface ColumnRow {
  readonly name: string;
  readonly notnull: 0 | 1;
  readonly pk: number;
}

async function all<T>(query: string): Promise<T[]> {
  return (await env.DB.prepare(query).all<T>()).results;
}

/** Unique on purpose only where there is a value: clients without a panel user are many. */
const NULLABLE = ['client_panel_user_id_unique'];

describe('unique keys', () => {
  it('have no column that may be NULL, because SQLite treats NULLs as different (Lago #4227)', async () => {
    const tables = await all<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'd1_%' AND name NOT LIKE '_cf_%'",
    );
    const nullable: string[] = [];
    for (const { name } of tables) {
      const columns = await all<ColumnRow>(
        `SELECT name, "notnull", pk FROM pragma_table_info('${name}')`,
      );
      const loose = new Set(
        columns.filter((c) => c.notnull === 0 && c.pk === 0).map((c) => c.name),
      );
      const indexes = await all<IndexRow>(
        `SELECT '${name}' AS tableName, name AS indexName FROM pragma_index_list('${name}') WHERE "unique" = 1`,
      );
      for (const { indexName } of indexes) {
        const keys = await all<{ name: string }>(
          `SELECT name FROM pragma_index_info('${indexName}')`,
        );
        if (keys.some((key) => loose.has(key.name))) nullable.push(indexName);
      }
    }
    expect(nullable).toEqual(NULLABLE);
  });

  it('refuse a second invoice of a client and month', async () => {
    await env.DB.exec(
      "INSERT INTO client (id, number, email, name, currency, password_hash, state, created_at_ms) VALUES ('c', 1, 'e', 'n', 'USD', '', 'enrolled', 0)",
    );
    await env.DB.exec(
      "INSERT INTO invoice_run (id, month, trigger, state, header, requested_by, created_at_ms, touched_at_ms) VALUES ('r', '2026-10', 'schedule', 'planned', '{}', '', 0, 0)",
    );
    const insert = (id: string) =>
      env.DB.prepare(
        `INSERT INTO invoice VALUES (?, 'c', '2026-10', 'invoice', 0, 'r', 'S', 0, ?, 'USD', 1, 1, '1', '{}', '{}', '', 0, 0, NULL)`,
      )
        .bind(id, id)
        .run();
    await insert('a');
    await expect(insert('b')).rejects.toThrow(
      'UNIQUE constraint failed: invoice.client_id, invoice.month, invoice.sequence',
    );
  });
});

describe('the lines of a document', () => {
  it('are its frozen text, and nothing that could be written beside it', async () => {
    await expect(
      env.DB.exec("INSERT INTO invoice_line VALUES ('a', 7, 'server', 'n', 1, 1, 1)"),
    ).rejects.toThrow('cannot modify invoice_line because it is a view');
  });
});
