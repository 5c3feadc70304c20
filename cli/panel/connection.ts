// Which panel and which service belong together, and the two secrets between them. Secrets come from the environment or
// from a file, never from the command line, where everybody on the machine could read them.
import { readFile } from 'node:fs/promises';
import { CommandFault } from '../output/command-fault.ts';
import type { BillingIntegration } from './panel-settings.ts';

export interface Connection {
  readonly panelApiUrl: string;
  readonly panelToken: string;
  /** Of the service; the panel is told to ask below it. */
  readonly origin: string;
  readonly priceToken: string;
}

/** By the names that the service's own settings have. */
const NAMES = {
  panelApiUrl: 'PANEL_API_URL',
  panelToken: 'PANEL_TOKEN',
  origin: 'ORIGIN',
  priceToken: 'PANEL_PRICE_TOKEN',
} as const;

export async function readConnection(file: string, env = process.env): Promise<Connection> {
  const stored = await readStored(file);
  const of = (name: string): string => {
    const value = env[name] ?? stored[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new CommandFault(
      `${name} is not known.`,
      `Set it in the environment, or in a JSON file that --settings names (looked in ${file}).`,
    );
  };
  return {
    panelApiUrl: urlOf(NAMES.panelApiUrl, of(NAMES.panelApiUrl)),
    panelToken: of(NAMES.panelToken),
    origin: new URL(urlOf(NAMES.origin, of(NAMES.origin))).origin,
    priceToken: of(NAMES.priceToken),
  };
}

/** The only kind of integration that any public client of the vendor knows; others imitate it. */
const DRIVER = 'whmcs';

/** What the panel should have set. The vendor's own example of an address ends in a slash, as if a path were appended. */
export function integrationOf({
  origin,
  priceToken,
}: Pick<Connection, 'origin' | 'priceToken'>): BillingIntegration {
  return { type: DRIVER, url: `${origin}/panel/prices/`, token: priceToken };
}

async function readStored(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return {};
  }
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>; // any object may be read by name
  } catch {
    throw new CommandFault(`${file} is not JSON.`);
  }
}

function urlOf(name: string, text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new CommandFault(`${name} is no address: ${text}`);
}
