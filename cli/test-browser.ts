// `npm run test:browser`: the journey and the pages in a real browser. What follows `--` goes to vitest.
import { hasChromium } from './checks/chromium.ts';
import { countsLine } from './checks/run-checks.ts';
import { runVitest } from './checks/run-vitest.ts';
import { EXIT, runCommand } from './output/run-command.ts';

await runCommand(async () => {
  if (!hasChromium()) {
    console.log(
      'No Chromium at CHROMIUM_PATH (/usr/bin/chromium): the browser tests are left out.',
    );
    console.log(countsLine({ passed: 0, failed: 0 }));
    return EXIT.ok;
  }
  const counts = await runVitest(['--config=vitest.browser.config.ts', ...process.argv.slice(2)]);
  console.log(countsLine(counts));
  return counts.failed === 0 ? EXIT.ok : EXIT.failed;
});
