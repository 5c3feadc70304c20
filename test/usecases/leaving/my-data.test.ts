// Every table that knows a client is either in the client's own data, or left out for a reason that stands here.
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { myData } from '#usecases/leaving/my-data.ts';
import { makeClient } from '../../support/clients.ts';
import { tableNames } from '../../support/database.ts';
import { openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

/** What a row of each is, with what of it is to be found; `$ID` is the client. Rows of runs and invoices come first. */
const EXPORTED: Readonly<Record<string, { readonly row: string; readonly shows: string }>> = {
  client: { row: "UPDATE client SET name = 'Name-1' WHERE id = '$ID'", shows: 'Name-1' },
  invoice_run_item: {
    row: `INSERT INTO invoice_run_item (run_id, client_id, outcome, sequence, reason, currency, total_minor, invoice_id, content, hash)
          VALUES ('run_1', '$ID', 'parked', 0, 'reason-2', 'USD', 0, 'inv_1', '{}', 'h')`,
    shows: 'reason-2',
  },
  invoice: {
    row: `INSERT INTO invoice (id, client_id, month, kind, sequence, run_id, series, number_in_series, number, currency, total_minor,
            tokens, token_price, client_snapshot, seller_snapshot, item_hash, issued_at_ms, due_at_ms)
          VALUES ('inv_1', '$ID', '2026-10', 'invoice', 0, 'run_1', 's', 1, 'number-3', 'USD', 1, 1, '0.1',
            '{"name":"","company":"","email":""}', '{"name":"","address":"","email":""}', 'h', 0, 0)`,
    shows: 'number-3',
  },
  delivery: {
    row: `INSERT INTO delivery (invoice_id, client_id, system, reference, version, phase, created_at_ms, updated_at_ms)
          VALUES ('inv_1', '$ID', 'whmcs', 'reference-4', 1, 'done', 0, 0)`,
    shows: 'reference-4',
  },
  terms_acceptance: {
    row: "UPDATE terms_acceptance SET ip = 'ip-5' WHERE client_id = '$ID'",
    shows: 'ip-5',
  },
  session: {
    row: "INSERT INTO session (token_hash, client_id, created_at_ms, expires_at_ms, network) VALUES ('secret-h', '$ID', 0, 9e15, 'network-6')",
    shows: 'network-6',
  },
  passkey: {
    row: `INSERT INTO passkey (credential_id, client_id, public_key, counter, name, added_at_ms)
          VALUES ('secret-c', '$ID', 'secret-p', 0, 'passkey-7', 0)`,
    shows: 'passkey-7',
  },
  client_identity: {
    row: "INSERT INTO client_identity VALUES ('issuer-8', 'subject', '$ID', 0)",
    shows: 'issuer-8',
  },
  second_factor: {
    row: "INSERT INTO second_factor VALUES ('$ID', 'secret-s', 1, 9)",
    shows: '1970-01-01T00:00:00.009Z',
  },
  recovery_code: {
    row: "INSERT INTO recovery_code (client_id, code_hash) VALUES ('$ID', 'secret-r')",
    shows: '"recoveryCodesLeft":1',
  },
  email_change: {
    row: "INSERT INTO email_change VALUES ('secret-e', '$ID', 'new-10@example.com', 0, NULL)",
    shows: 'new-10@example.com',
  },
  password_reset: {
    row: "INSERT INTO password_reset VALUES ('secret-t', '$ID', 11, NULL)",
    shows: '1970-01-01T00:00:00.011Z',
  },
  budget: { row: "INSERT INTO budget VALUES ('$ID', 1200012, 0, 0)", shows: '1200012' },
  budget_told: {
    row: "INSERT INTO budget_told VALUES ('$ID', '2026-10', 1300013, 0)",
    shows: '1300013',
  },
  usage_day: {
    row: "INSERT INTO usage_day VALUES ('$ID', '2026-11-01', 1400014, 0)",
    shows: '1400014',
  },
  billing_link: {
    row: "INSERT INTO billing_link VALUES ('$ID', 'whmcs', 'account-15', 0)",
    shows: 'account-15',
  },
  moved_client: {
    row: "INSERT INTO moved_client (client_id, system, billing_user_id, imported_at_ms, import_id) VALUES ('$ID', 'whmcs', 1600016, 0, 'imp_1')",
    shows: '1600016',
  },
  park_release: {
    row: "INSERT INTO park_release VALUES ('$ID', '2026-10', 'code-17', 'words of an operator', 'admin', 0)",
    shows: 'code-17',
  },
  outbox: {
    row: `INSERT INTO outbox (id, kind, subject_id, topic, payload, priority, state, due_at_ms, created_at_ms)
          VALUES ('out_1', 'send_letter', '$ID', 'topic-18', 'secret-l', 0, 'done', 0, 0),
                 ('out_2', 'send_letter', 'inv_1', 'topic-of-invoice', '', 1, 'done', 0, 0)`,
    shows: 'topic-18',
  },
  audit_event: {
    row: "INSERT INTO audit_event (at_ms, actor, action, subject_id) VALUES (0, 'client', 'action-19', '$ID')",
    shows: 'action-19',
  },
};

const LEFT_OUT: Readonly<Record<string, string>> = {
  client_import_item: 'how an operator’s import found the client; what came of it is the account',
  run_comparison:
    'a check of the figures that the invoice has, by a second measurement of the same servers',
  shadow_comparison: 'a trial of what would have been billed; nobody was',
};

const PERSONAL_COLUMNS = ['client_id', 'subject_id'];

let world: World;
let id: ClientId;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  id = await makeClient(world, { state: 'enrolled', panelUserId: 9 });
  await world.sql(
    `INSERT INTO invoice_run (id, month, trigger, state, header, requested_by, created_at_ms, touched_at_ms)
     VALUES ('run_1', '2026-10', 'schedule', 'executed', '{"timeZone":"UTC"}', 'x', 0, 0)`,
  );
});

async function textOfData(): Promise<string> {
  const client = await world.ports.store.clients.byId(id);
  if (!client) throw new Error('no client');
  return JSON.stringify(await myData(world.ports, client));
}

describe('the data of a client', () => {
  it('come from every table that knows clients, but for those that are left out with a reason', async () => {
    const knowing: string[] = [];
    for (const table of await tableNames()) {
      const columns = await world.sql<{ name: string }>(`PRAGMA table_info(${table})`);
      if (columns.some(({ name }) => PERSONAL_COLUMNS.includes(name))) knowing.push(table);
    }
    const named = [...Object.keys(EXPORTED), ...Object.keys(LEFT_OUT)];
    expect([...knowing, 'client'].sort()).toEqual(named.sort());
  });

  it('have what is stored, without secrets and an operator’s words', async () => {
    const before = await textOfData();
    for (const [table, { row, shows }] of Object.entries(EXPORTED)) {
      expect(before, table).not.toContain(shows);
      await world.sql(row.replaceAll('$ID', id));
    }
    const text = await textOfData();
    for (const [table, { shows }] of Object.entries(EXPORTED)) {
      expect(text, table).toContain(shows);
    }
    expect(text).toContain('topic-of-invoice');
    expect(text).not.toMatch(/secret-|scrypt|words of an operator/);
    expect(text).not.toContain('AtMs');
  });
});
