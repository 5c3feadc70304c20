// The stored months: `months/rules-<version>/<name>.json`, inputs and outputs in one file, byte for byte.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildMonth, type MonthInputs, type MonthOutputs } from './build-month.ts';

const FOLDER = fileURLToPath(new URL('../months/', import.meta.url));

export interface StoredMonth {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly inputs: MonthInputs;
  readonly outputs: MonthOutputs;
}

export function storedMonths(): readonly StoredMonth[] {
  return versions().flatMap((version) =>
    readdirSync(`${FOLDER}rules-${version}`).map((file) => {
      const text = readFileSync(`${FOLDER}rules-${version}/${file}`, 'utf8');
      const { inputs, outputs } = JSON.parse(text) as StoredMonth; // written by `npm run golden`
      return { version, name: file.replace(/\.json$/, ''), text, inputs, outputs };
    }),
  );
}

/** Versions of the rating rules that have a folder, in order. */
export function versions(): readonly number[] {
  return readdirSync(FOLDER)
    .map((name) => Number(/^rules-(\d+)$/.exec(name)?.[1]))
    .sort((a, b) => a - b);
}

export function monthText(inputs: MonthInputs): string {
  return `${JSON.stringify({ inputs, outputs: buildMonth(inputs) }, null, 2)}\n`;
}

/** What became of it: a stored month is never written over. */
export function storeMonth(name: string, inputs: MonthInputs): 'stored' | 'kept' | 'differs' {
  const folder = `${FOLDER}rules-${inputs.header.ratingRules}`;
  const path = `${folder}/${name}.json`;
  const text = monthText(inputs);
  if (existsSync(path)) return readFileSync(path, 'utf8') === text ? 'kept' : 'differs';
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return 'stored';
}
