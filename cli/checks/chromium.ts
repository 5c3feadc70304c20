import { existsSync } from 'node:fs';

/** Where the system's Chromium is; the tests bring none. */
export function chromiumPath(): string {
  return process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
}

export function hasChromium(): boolean {
  return existsSync(chromiumPath());
}
