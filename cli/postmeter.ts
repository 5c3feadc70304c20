// `npx postmeter`: the operator's command. Every command is a file in commands/; program.ts has them all.
import { listenForInterrupts } from './output/interrupted.ts';
import { EXIT, runProgram } from './output/run-command.ts';
import { postmeterProgram } from './program.ts';

listenForInterrupts();
// Whoever reads our output may stop before its end: `postmeter clients list | head`.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? EXIT.ok : EXIT.failed);
});
await runProgram(postmeterProgram(), process.argv.slice(2));
