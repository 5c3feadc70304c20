// The way back of docs/billing-run.md, on a copy of the database: D1's own Time Travel is not there outside production.
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '#ports/ports.ts';
import { insertRow, wholeDatabase } from '../../support/database.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { advanceToEnd, invoicesOf, runMonth } from '../../support/runs.ts';
import { newWorld, type World } from '../../support/world.ts';

type Database = Awaited<ReturnType<typeof wholeDatabase>>;

let world: World;
let ports: Ports;
/** The database as it was when the run asked for its bookmark. */
let restorePoint: Database;
beforeEach(async () => {
  world = await newWorld();
  const { store } = world.ports;
  const bookmark = async () => {
    restorePoint = await wholeDatabase();
    return store.runs.bookmark();
  };
  ports = { ...world.ports, store: { ...store, runs: { ...store.runs, bookmark } } };
  await openShop(world);
  await enrolMany(world, 3);
});

/** Puts every table back as it was. */
async function restore(database: Database): Promise<void> {
  const statements = [env.DB.prepare('PRAGMA defer_foreign_keys = on')];
  for (const table of Object.keys(database))
    statements.push(env.DB.prepare(`DELETE FROM ${table}`));
  for (const [table, rows] of Object.entries(database)) {
    for (const row of rows as readonly Record<string, unknown>[]) {
      statements.push(insertRow(table, row));
    }
  }
  await env.DB.batch(statements);
}

describe('going back to the restore point of a run', () => {
  it('takes back every invoice with its numbers, letters and audit rows, and nothing from before', async () => {
    await runMonth(ports);
    expect(await invoicesOf(world)).toHaveLength(3);
    await restore(restorePoint);
    expect(await wholeDatabase()).toEqual(restorePoint);
    expect(restorePoint).toMatchObject({ invoice: [], invoice_series: [], outbox: [] });
    expect(restorePoint.client).toHaveLength(3);
  });

  it('lets the run go on to the same invoices with the same numbers', async () => {
    await runMonth(ports);
    const before = await invoicesOf(world);
    await restore(restorePoint);
    await advanceToEnd(ports);
    expect(await invoicesOf(world)).toEqual(before);
  });

  it('leaves the month to a new plan where the run was set aside', async () => {
    const wrong = await runMonth(ports);
    await restore(restorePoint);
    await world.sql(
      "UPDATE invoice_run SET state = 'superseded' WHERE id = ? AND state = 'executing' AND issued = 0",
      wrong,
    );
    await advanceToEnd(ports);
    expect(await invoicesOf(world)).toEqual([]);
    await world.sql("UPDATE token_price SET price = '0.003'"); // what was wrong is mended
    const right = await runMonth(ports);
    expect(right).not.toBe(wrong);
    const invoices = await invoicesOf(world);
    expect(invoices.map(({ number_in_series }) => number_in_series)).toEqual([1, 2, 3]);
    expect(await world.sql('SELECT DISTINCT token_price AS price FROM invoice')).toEqual([
      { price: '0.003' },
    ]);
  });
});
