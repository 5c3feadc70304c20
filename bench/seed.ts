// Rows that a comparison starts from, put into D1 directly: how they came there is not what is measured.
import type { Database } from './start-worker.ts';

const ROWS_PER_STATEMENT = 5_000;

export interface ClientRows {
  readonly count: number;
  /** Number of the first one. */
  readonly first?: number;
  readonly state?: 'enrolled' | 'provisioning';
}

/** Clients, numbered on; an enrolled one has the panel user of the same number. */
export async function seedClients(
  database: Database,
  { count, first = 1, state = 'enrolled' }: ClientRows,
): Promise<void> {
  const end = first + count;
  for (let from = first; from < end; from += ROWS_PER_STATEMENT) {
    const length = Math.min(ROWS_PER_STATEMENT, end - from);
    const numbers = Array.from({ length }, (_, i) => from + i);
    await database
      .prepare(
        `INSERT INTO client (id, number, email, name, company, currency, password_hash, state, panel_user_id, created_at_ms, enrolled_at_ms)
         SELECT 'cli_' || printf('%026d', value), value, 'person-' || value || '@client-' || value || '.example.com',
           'Person Number ' || value, 'Company ' || value || ' Ltd', 'USD', '', ?2,
           iif(?2 = 'enrolled', value, NULL), 0, iif(?2 = 'enrolled', 0, NULL)
         FROM json_each(?1)`,
      )
      .bind(JSON.stringify(numbers), state)
      .run();
  }
}

export async function seedPrice(database: Database): Promise<void> {
  await database
    .prepare(
      "INSERT INTO token_price (currency, first_month, price, created_at_ms) VALUES ('USD', '2000-01', '0.00125', 0)",
    )
    .run();
}

/** The n-th month from January 2001 on: each round of a run invoices another one. */
export function monthOfRound(round: number): string {
  const year = 2001 + Math.floor(round / 12);
  return `${year}-${String((round % 12) + 1).padStart(2, '0')}`;
}
