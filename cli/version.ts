import { readFileSync } from 'node:fs';
import { ROOT } from './root.ts';

/** Of the project that this command belongs to. */
export const VERSION = versionIn(readFileSync(`${ROOT}/package.json`, 'utf8'));

function versionIn(text: string): string {
  return String((JSON.parse(text) as { version: unknown }).version); // npm insists on it
}
