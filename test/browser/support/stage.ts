// One Postmeter with its emulators and one Chromium, and people in front of it: each with a device of their own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../../cli/checks/chromium.ts';
import { type Seeded, seed } from '../../../cli/instance/seed.ts';
import { makeWorld, type World, type WorldOptions } from '../../../cli/story/world.ts';
import { fontEnvironment } from './fonts.ts';

export interface Device {
  readonly size: 'phone' | 'desktop';
  readonly scheme: 'light' | 'dark';
  /** BCP 47, with its region, as browsers send it. */
  readonly locale: string;
  /** Address of a proxy that all its requests go through. */
  readonly proxy?: string;
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: refused by the content policy, thrown, not loaded. */
  readonly complaints: string[];
}

export interface Stage {
  readonly world: World;
  readonly seeded: Seeded;
  visitor(device: Device): Promise<Visitor>;
  close(): Promise<void>;
}

const SIZES = {
  phone: { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const;
/** Generous: two cores may be shared by many. */
const PATIENCE_MS = 20_000;

export async function openStage(
  nowIso: string,
  options: Partial<WorldOptions> = {},
): Promise<Stage> {
  const folder = await mkdtemp(`${tmpdir()}/postmeter-browser-`);
  const [world, browser] = await Promise.all([
    makeWorld({ billing: 'builtin', usage: 'report', ...options }),
    chromium.launch({
      executablePath: chromiumPath(),
      // Root, as in most containers, gets no sandbox from Chromium.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
      env: { ...process.env, ...(await fontEnvironment(`${folder}/fonts`)) },
    }),
  ]);
  await world.moveClock(nowIso);
  const seeded = await seed(world.instance, world.adminKey, Date.parse(nowIso));
  return {
    world,
    seeded,
    async visitor({ size, scheme, locale, proxy }) {
      const context = await browser.newContext({
        ...SIZES[size],
        colorScheme: scheme,
        locale,
        ...(proxy && { proxy: { server: proxy, bypass: '<-loopback>' } }),
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const complaints: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      context.on('weberror', (error) => complaints.push(String(error.error())));
      return { page: await context.newPage(), context, complaints };
    },
    async close() {
      await browser.close();
      await world.instance.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
