// `npm run verify -- INVOICE.json`: recomputes an exported invoice on this machine. It asks nobody and needs no key.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { verifyInvoice } from '#core/invoicing/verify-invoice.ts';
import { describeVerified } from './admin/describe-verified.ts';
import { CommandFault } from './output/command-fault.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  const command = new Command('verify')
    .description('Recomputes an exported invoice, offline, and says what differs if anything does.')
    .argument('<file>', 'the verification file (JSON) of an invoice')
    .exitOverride()
    .parse();
  const [path = ''] = command.processedArgs as [string];
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
  console.log(describeVerified(file, findings));
  return findings.length === 0 ? EXIT.ok : EXIT.failed;
});

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new CommandFault(`The file ${path} cannot be read.`);
  }
}
