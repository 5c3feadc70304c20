import { resolve } from 'node:path';
import { Command } from 'commander';
import { overall } from '#core/doctor/finding.ts';
import { createAdminClient } from '../admin/client.ts';
import { readKeyFile } from '../admin/key-file.ts';
import { type AdminOptions, targetOf, withAdminOptions } from '../admin/options.ts';
import { describeFindings } from '../doctor/describe-findings.ts';
import { localFindings } from '../doctor/local-checks.ts';
import type { DoctorJson } from '../doctor/report.ts';
import { CommandEnd } from '../output/command-fault.ts';
import { withExamples } from '../output/examples.ts';
import { EXIT, type ExitCode } from '../output/exit.ts';
import { print } from '../output/print.ts';
import { createWrangler } from '../setup/wrangler.ts';

interface DoctorOptions extends AdminOptions {
  /** A wrangler.toml other than the project's own. */
  readonly config?: string;
}

/** `postmeter doctor`: everything that can be looked at, one line each, with what to do. */
export function doctorCommand(): Command {
  const command = withAdminOptions(new Command('doctor'))
    .description('Looks at everything and says what to do. Changes nothing.')
    .option('--config <file>', 'the wrangler.toml of that deployment, if it has one of its own')
    .action(async (options: DoctorOptions) => {
      const exitCode = await examine(options);
      if (exitCode !== EXIT.ok) throw new CommandEnd(exitCode);
    });
  return withExamples(
    command,
    'npx postmeter doctor',
    'npx postmeter doctor --json | jq \'.findings[] | select(.state == "failed")\'',
  );
}

/** Prints the findings; the exit code says the worst of them. */
export async function examine(options: DoctorOptions): Promise<ExitCode> {
  const { url, key: keyFile } = await targetOf(options);
  const key = await readKeyFile(keyFile);
  const { body: report } = await createAdminClient(url, key).read<DoctorJson>('/admin/doctor');
  const nowMs = Date.now();
  const tomlFile = options.config && resolve(options.config);
  const here = await localFindings({
    report,
    nowMs,
    keyFile,
    kid: key.kid,
    wrangler: createWrangler(tomlFile),
    ...(tomlFile && { tomlFile }),
  });
  const findings = [...report.findings, ...here];
  const state = overall(findings);
  print(options, { ...report, state, findings }, () => describeFindings(findings));
  return { ok: EXIT.ok, warning: EXIT.warnings, failed: EXIT.failed }[state];
}
