// A plain port of the classic billing cron: what modules of PHP billing systems do on the 1st, translated call by call
// and no worse than they are. One client after the other; each statement is sent when the one before has answered.
// Per client of five resources: client, existing invoice?, usage call, price, next number (read, then written), invoice,
// five lines, total, mail, log: fifteen statements and one call. No batch, no transaction, no call ahead.

interface UsageRow {
  readonly server_id: number;
  readonly server_name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly backup_tokens: number;
}

export interface ClassicOptions {
  readonly database: D1Database;
  readonly apiUrl: string;
  readonly token: string;
  readonly month: string;
  /** Clients that are invoiced, the first ones in order of id. */
  readonly clients: number;
}

/** Answers how many invoices it made. */
export async function classicCron(options: ClassicOptions): Promise<number> {
  const { database, month } = options;
  await database
    .prepare(
      `INSERT OR IGNORE INTO invoice_run (id, month, trigger, state, header, requested_by, created_at_ms, touched_at_ms)
       VALUES ('run_classic', '', 'classic', 'executed', '{}', 'bench', 0, 0)`,
    )
    .run();
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS classic_line (invoice_id TEXT NOT NULL, kind TEXT NOT NULL, server_id INTEGER NOT NULL,
         name TEXT NOT NULL, hours INTEGER NOT NULL, tokens INTEGER NOT NULL, amount_minor INTEGER NOT NULL,
         PRIMARY KEY (invoice_id, server_id, kind))`,
    )
    .run();
  await database
    .prepare("INSERT OR IGNORE INTO invoice_series (series, last) VALUES ('C', 0)")
    .run();
  const { results } = await database
    .prepare("SELECT id FROM client WHERE state = 'enrolled' ORDER BY id LIMIT ?")
    .bind(options.clients)
    .all<{ id: string }>();
  let made = 0;
  for (const { id } of results) {
    if (await invoiceClient(options, id, month)) made++;
  }
  return made;
}

async function invoiceClient(
  { database, apiUrl, token }: ClassicOptions,
  clientId: string,
  month: string,
): Promise<boolean> {
  const client = await database
    .prepare('SELECT * FROM client WHERE id = ?')
    .bind(clientId)
    .first<{ name: string; email: string; currency: string; panel_user_id: number }>();
  if (!client) return false;
  const existing = await database
    .prepare("SELECT id FROM invoice WHERE client_id = ? AND month = ? AND kind = 'invoice'")
    .bind(clientId, month)
    .first();
  if (existing) return false;

  const rows = await usageOf(apiUrl, token, client.panel_user_id, month);
  const price = await database
    .prepare(
      'SELECT price FROM token_price WHERE currency = ? AND first_month <= ? ORDER BY first_month DESC LIMIT 1',
    )
    .bind(client.currency, month)
    .first<{ price: string }>();
  const lines = rows.flatMap((row) => linesOf(row, Number(price?.price)));
  if (lines.length === 0) return false;

  const series = await database
    .prepare("SELECT last FROM invoice_series WHERE series = 'C'")
    .first<{ last: number }>();
  const next = (series?.last ?? 0) + 1;
  await database.prepare("UPDATE invoice_series SET last = ? WHERE series = 'C'").bind(next).run();
  const invoiceId = `inv_${crypto.randomUUID()}`;
  const nowMs = Date.now();
  await database
    .prepare(
      `INSERT INTO invoice (id, client_id, month, kind, sequence, run_id, series, number_in_series, number, currency, total_minor, tokens,
         token_price, client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms)
       VALUES (?, ?, ?, 'invoice', 0, 'run_classic', 'C', ?, ?, ?, 0, 0, ?, ?, '{}', '', ?, ?)`,
    )
    .bind(
      invoiceId,
      clientId,
      month,
      next,
      `C-${next}`,
      client.currency,
      price?.price ?? '',
      JSON.stringify({ name: client.name, email: client.email }),
      nowMs,
      nowMs + 14 * 86_400_000,
    )
    .run();
  for (const line of lines) {
    await database
      .prepare(
        'INSERT INTO classic_line (invoice_id, kind, server_id, name, hours, tokens, amount_minor) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .bind(invoiceId, ...line)
      .run();
  }
  await database
    .prepare(
      'UPDATE invoice SET total_minor = (SELECT sum(amount_minor) FROM classic_line WHERE invoice_id = ?1) WHERE id = ?1',
    )
    .bind(invoiceId)
    .run();
  await database
    .prepare(
      "INSERT INTO outbox (id, kind, subject_id, payload, priority, state, due_at_ms, created_at_ms) VALUES (?, 'mail', ?, '', 1, 'pending', ?, ?)",
    )
    .bind(`out_${invoiceId}`, invoiceId, nowMs, nowMs)
    .run();
  await database
    .prepare(
      "INSERT INTO audit_event (at_ms, actor, action, subject_id) VALUES (?, 'cron', 'invoice_created', ?)",
    )
    .bind(nowMs, invoiceId)
    .run();
  return true;
}

async function usageOf(
  apiUrl: string,
  token: string,
  userId: number,
  month: string,
): Promise<readonly UsageRow[]> {
  const query = new URLSearchParams({ user_id: String(userId), from: month, page: '1' });
  const response = await fetch(`${apiUrl}/usage/report?${query}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  });
  const { data } = (await response.json()) as { data: UsageRow[] };
  return data;
}

type LineValues = [
  kind: string,
  serverId: number,
  name: string,
  hours: number,
  tokens: number,
  amountMinor: number,
];

function linesOf(row: UsageRow, price: number): LineValues[] {
  const line = (kind: string, tokens: number): LineValues => [
    kind,
    row.server_id,
    row.server_name,
    row.hours,
    tokens,
    Math.round(tokens * price * 100),
  ];
  const lines = row.tokens > 0 ? [line('server', row.tokens)] : [];
  if (row.backup_tokens > 0) lines.push(line('backup', row.backup_tokens));
  return lines;
}
