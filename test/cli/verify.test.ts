import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INVOICE_FILE } from '../core/support/invoice-file.ts';
import { runPostmeter } from './support/run-postmeter.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/postmeter-verify-`);
});
afterEach(() => rm(folder, { recursive: true }));

async function verify(file: unknown) {
  const path = `${folder}/invoice.json`;
  await writeFile(path, JSON.stringify(file));
  const { code, out } = await runPostmeter('verify', path);
  return { status: code, lines: out.split('\n') };
}

describe('npx postmeter verify', () => {
  it('agrees with an invoice as it was issued', async () => {
    const { status, lines } = await verify(INVOICE_FILE);
    expect(status).toBe(0);
    expect(lines[0]).toBe('invoice INV-2026-000001 for 2026-10: 3 lines, 19.58 USD');
    expect(lines[1]).toMatch(/^✓ /);
    expect(lines.join()).toContain(INVOICE_FILE.frozen.hash);
    expect(lines.join()).toContain('not verified here: number, dates, seller, run, manifest.');
  });

  it('says which line differs and fails', async () => {
    const { invoice } = INVOICE_FILE;
    const lines = invoice.lines.map((line, i) => (i === 1 ? { ...line, amountMinor: 40 } : line));
    const answer = await verify({ ...INVOICE_FILE, invoice: { ...invoice, lines } });
    expect(answer.status).toBe(1);
    expect(answer.lines).toContain(
      '✗ Line 2 (server 7 "web", its backups): 33 tokens × 0.0125 make 0.41 USD, the invoice says 0.40 USD.',
    );
    expect(answer.lines.join()).not.toContain('✓');
  });

  it('notices frozen usage that was changed', async () => {
    const content = INVOICE_FILE.frozen.content.replace('"hours":10', '"hours":11');
    const frozen = { ...INVOICE_FILE.frozen, content };
    const { status, lines } = await verify({ ...INVOICE_FILE, frozen });
    expect(status).toBe(1);
    expect(lines[1]).toBe('✗ The frozen content is not the one that the invoice was made from.');
  });
});
