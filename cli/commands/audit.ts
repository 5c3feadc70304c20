import { Command } from 'commander';
import { countArgument } from '../admin/count-argument.ts';
import { type AuditJson, describeAudit } from '../admin/describe-audit.ts';
import { type AdminOptions, adminClientOf, withAdminOptions } from '../admin/options.ts';
import { readFirst } from '../admin/read-pages.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';

interface AuditOptions extends AdminOptions {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly limit: number;
}

/** `postmeter audit`: who did what, and what it was before. */
export function auditCommand(): Command {
  const command = withAdminOptions(new Command('audit'))
    .description('Who did what, the newest first, with what it was before.')
    .option('--actor <who>', 'only of one: admin:KID, api:KEYID, client or system')
    .option('--action <action>', 'only one action, such as token_price_set')
    .option('--subject <id>', 'only about one client, run, invoice …')
    .option('--limit <count>', 'how many at most', countArgument, 50)
    .action(audit);
  return withExamples(
    command,
    'npx postmeter audit --actor admin:ann-9f86d081 --limit 200',
    'npx postmeter audit --subject cli_01k2m3n4p5q6r7s8t9v0w1x2y3 --json',
  );
}

async function audit(options: AuditOptions): Promise<void> {
  const admin = await adminClientOf(options);
  const { actor, action, subject, limit } = options;
  const filters = { actor, action, subject };
  const { rows, more } = await readFirst<AuditJson>(admin, '/api/v1/audit', filters, limit);
  print(options, { events: rows, more }, () => describeAudit(rows, more));
}
