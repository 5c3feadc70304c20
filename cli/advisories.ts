// `npm run advisories`: asks the registry for known faults in what is shipped. Its last line counts packages, as the
// tests count theirs: CI adds them up. Where the registry cannot be asked it says so, and counts nothing.
import { execFile } from 'node:child_process';
import { Command } from 'commander';
import { readAdvisoryReport } from './advisories/read-report.ts';
import { EXIT, runCommand } from './output/run-command.ts';
import { ROOT } from './root.ts';

const TIMEOUT_MS = 120_000;
const MAX_BYTES = 50_000_000;

await runCommand(async () => {
  new Command('advisories')
    .description('Asks the registry for known faults in the packages that are shipped.')
    .exitOverride()
    .parse();
  const report = readAdvisoryReport(await npmAudit());
  if (report.kind === 'not_asked') {
    console.log(`Not checked: the registry cannot be asked (${report.why}).`);
    console.log('0 passed, 0 failed');
    return EXIT.ok;
  }
  const { packages, advised } = report;
  for (const { name, severity, because } of advised) {
    console.log(`${name}: ${severity}; ${because.join('; ')}`);
  }
  console.log(`${packages - advised.length} passed, ${advised.length} failed`);
  return advised.length === 0 ? EXIT.ok : EXIT.failed;
});

/** npm ends with an error for what it found, too: what it printed decides. */
function npmAudit(): Promise<string> {
  const npm = process.env.npm_execpath;
  const args = ['audit', '--omit=dev', '--json'];
  const [program, all] = npm ? [process.execPath, [npm, ...args]] : ['npm', args];
  const isShell = npm === undefined && process.platform === 'win32';
  const options = { cwd: ROOT, timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES, shell: isShell };
  return new Promise((resolve, reject) => {
    execFile(program, all, options, (error, stdout) => {
      if (stdout.trim() !== '') resolve(stdout);
      else reject(error ?? new Error('npm audit printed nothing'));
    });
  });
}
