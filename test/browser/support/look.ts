// What is looked at on every page that the tests come to: that it can be used, stays where it is, weighs little, and
// fits; and a screenshot for people.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../../cli/root.ts';

const SCREENSHOTS = `${ROOT}/test/browser/screenshots`;
const MOST_BYTES = 30_000;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** `name` is the screenshot's, e.g. `phone-dark-hi/04-ready`. */
export async function look(page: Page, name: string): Promise<void> {
  // A click ends when the next page is begun: it may have no element yet.
  await page.waitForLoadState('load');
  expect(await violations(page), `${name}: accessibility`).toEqual([]);
  expect(await layoutShift(page), `${name}: layout shift`).toBe(0);
  // After what it may cause: for the whole page the browser makes its window as high as that.
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  expect(await overflow(page), `${name}: wider than the screen by`).toBeLessThanOrEqual(0);
  expect(await weight(page), `${name}: bytes on the wire`).toBeLessThan(MOST_BYTES);
}

/** By the rules of WCAG 2.2 AA and what axe-core advises beyond; each with the elements that it is about. */
async function violations(page: Page): Promise<readonly string[]> {
  // By the debugger's door: the page's own content policy lets no script in.
  await page.evaluate(axeSource);
  const options = JSON.stringify({
    runOnly: { type: 'tag', values: TAGS },
    resultTypes: ['violations'],
  });
  const results = await page.evaluate<AxeResults>(`axe.run(${options})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}

/** Cumulative layout shift since the page was opened, without what the person caused. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve(list.getEntries().reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(0), 50);
  })`);
}

function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
}

/** The page and everything that it loads, compressed as Cloudflare does it, for somebody with an empty cache. */
async function weight(page: Page): Promise<number> {
  const loaded = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map((entry) => entry.name)`,
  );
  const bodies = await Promise.all(
    loaded.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())),
  );
  return [Buffer.from(await page.content()), ...bodies].reduce(
    (sum, body) => sum + gzipSync(body).length,
    0,
  );
}
