import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PANEL_TOKEN, PRICE_TOKEN, placesOf } from './places.ts';

/** What `npx postmeter panel` reads, for an instance of this machine. Readable by its owner alone. */
export async function writePanelFile(path: string, origin: string): Promise<void> {
  const settings = {
    PANEL_API_URL: placesOf(origin).panelApi,
    PANEL_TOKEN,
    ORIGIN: origin,
    PANEL_PRICE_TOKEN: PRICE_TOKEN,
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}
