// Files that somebody else may have written: documents to verify, and what set-up reads.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { verifyInvoice } from '#core/invoicing/verify-invoice.ts';
import { readInstances } from '../../cli/instances/instances-file.ts';
import { CommandFault } from '../../cli/output/command-fault.ts';
import { readAnswers } from '../../cli/setup/answers.ts';
import { databaseIdIn, variablesIn, withVariables } from '../../cli/setup/wrangler-toml.ts';
import { INVOICE_FILE } from '../core/support/invoice-file.ts';
import { fuzz } from './support/fuzz.ts';
import { jsonTextLike, textLike } from './support/mutations.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmeter-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const TOML = readFileSync(new URL('../../wrangler.toml', import.meta.url), 'utf8');
const SMALL_TOML = `name = "p"\n[vars]\nORIGIN = "https://a.example" # ours\n[[d1_databases]]\ndatabase_id = "1"\n`;
const ANSWERS = {
  operator: 'ada',
  vars: {
    ORIGIN: 'https://billing.example.net',
    BILLING_SYSTEM: 'builtin',
    MAIL_TRANSPORT: 'smtp',
  },
  prices: { USD: '0.0125' },
  terms: { terms_of_service: { version: '1', url: 'https://example.net/terms' } },
  pricesInPanel: false,
};
const INSTANCES = { default: 'a', instances: { a: { url: 'https://a.example', key: 'a.json' } } };

describe('files', () => {
  fuzz('verification files', jsonTextLike(INVOICE_FILE), (text) => {
    const file = readInvoiceFile(text);
    if (!file.ok) return expect(file.error.reason).toBe('file_malformed');
    const findings = verifyInvoice(file.value, sha256(file.value.frozen.content));
    for (const { sentence } of findings) expect(sentence).toMatch(/^[A-Z0-9-]?.*\.$/su);
  });

  fuzz('the TOML of set-up', textLike(TOML, SMALL_TOML), (toml) => {
    orFault(() => variablesIn(toml));
    orFault(() => databaseIdIn(toml));
    orFault(() => withVariables(toml, { ORIGIN: 'https://b.example' }));
  });

  fuzz('answers and instances of the command', jsonTextLike(ANSWERS, INSTANCES), async (text) => {
    const path = join(folder, 'input.json');
    await writeFile(path, text);
    await readAnswers(path).catch(expectFault);
    await readInstances(path).catch(expectFault);
  });
});

/** The command says in a sentence what is wrong; anything else would be a stack trace. */
function orFault(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expectFault(error);
  }
}

function expectFault(error: unknown): void {
  if (!(error instanceof CommandFault)) throw error;
}
