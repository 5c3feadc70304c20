import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { verifyInvoice } from '#core/invoicing/verify-invoice.ts';
import { describeVerified } from '../admin/describe-verified.ts';
import { CommandFault } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

/** `postmeter verify`: recomputes an exported invoice on this machine. It asks nobody and needs no key. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('Recomputes an exported invoice, offline, and says what differs if anything does.')
    .argument('<file>', 'the verification file (JSON) of an invoice')
    .option('--json', 'print JSON, for programs', false)
    .action(verify);
  return withExamples(command, 'npx postmeter verify INV-2026-000001.json');
}

async function verify(path: string, options: { readonly json: boolean }): Promise<void> {
  const read = readInvoiceFile(await readText(path));
  if (!read.ok) {
    const { at } = read.error;
    throw new CommandFault(
      `${path} is no verification file of an invoice${at === '' ? '' : `: ${at} is wrong or missing`}.`,
      'It is behind the link "Verification file (JSON)" on the page of the invoice.',
    );
  }
  const file = read.value;
  const hash = createHash('sha256').update(file.frozen.content).digest('hex');
  const findings = verifyInvoice(file, hash);
  const { number } = file.invoice;
  const verdict = { number, ok: findings.length === 0, hash, findings };
  print(options, verdict, () => describeVerified(file, findings));
  if (findings.length > 0) {
    throw new CommandFault(`${number} does not hold: see above.`, undefined, {
      code: 'invoice_differs',
    });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new CommandFault(`The file ${path} cannot be read.`);
  }
}
