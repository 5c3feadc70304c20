// Gathers what is deployed beside the Worker's code: the fonts, sliced by Unicode range, and their index.
import { access, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { ROOT } from '../root.ts';
import { FONT_FAMILIES } from './font-families.ts';

/** Where wrangler.toml looks for assets; not in git. */
export const ASSETS = `${ROOT}/.assets`;

interface Slice {
  readonly file: string;
  readonly family: string;
  readonly weights: readonly number[];
  readonly ranges: readonly (readonly [number, number])[];
}

/** Whether the folder is there and made from what this version would make it from. */
export async function areAssetsBuilt(): Promise<boolean> {
  const index = await readFile(`${ASSETS}/fonts/index.json`, 'utf8').catch(() => '{}');
  return (JSON.parse(index) as { madeFrom?: unknown }).madeFrom === (await madeFrom());
}

async function madeFrom(): Promise<string> {
  const versions = await Promise.all(
    FONT_FAMILIES.map(async ({ name }) => {
      const text = await readFile(`${packageFolder(name)}/package.json`, 'utf8');
      return (JSON.parse(text) as { version: string }).version;
    }),
  );
  return JSON.stringify([FONT_FAMILIES, versions]);
}

function packageFolder(name: string): string {
  return `${ROOT}/node_modules/@fontsource/${name}`;
}

/** Answers how many files there are. Always from scratch, so that nothing stays that is no longer meant. */
export async function buildAssets(): Promise<number> {
  await rm(ASSETS, { recursive: true, force: true });
  await mkdir(`${ASSETS}/fonts`, { recursive: true });
  const families = await Promise.all(FONT_FAMILIES.map(copyFamily));
  // An index of its own for what has by far the most ranges and is needed least.
  const isEastAsian = ({ family }: Slice) => /-(?:sc|jp|kr)$/.test(family);
  const all = families.flat();
  await writeIndex('index-east-asian', all.filter(isEastAsian));
  // Last: it is what says that everything is there.
  const others = all.filter((slice) => !isEastAsian(slice));
  await writeIndex('index', others);
  return all.reduce((count, { weights }) => count + weights.length, 2);
}

async function writeIndex(name: string, slices: readonly Slice[]): Promise<void> {
  const index = { madeFrom: await madeFrom(), slices };
  await writeFile(`${ASSETS}/fonts/${name}.json`, JSON.stringify(index));
}

async function copyFamily({
  name,
  weights,
  leaveOut = [],
}: (typeof FONT_FAMILIES)[number]): Promise<readonly Slice[]> {
  const folder = packageFolder(name);
  const byName: Record<string, string> = JSON.parse(
    await readFile(`${folder}/unicode.json`, 'utf8'),
  );
  const wanted = Object.entries(byName).filter(([slice]) => !leaveOut.includes(slice));
  return Promise.all(
    wanted.map(async ([slice, ranges]) => {
      const file = `${name}-${slice.replace(/[[\]]/g, '')}`;
      for (const weight of weights) {
        const source = `${folder}/files/${file}-${weight}-normal.woff`;
        await access(source);
        await cp(source, `${ASSETS}/fonts/${file}-${weight}.woff`);
      }
      return { file, family: name, weights, ranges: rangesOf(ranges) };
    }),
  );
}

/** `U+20AC,U+2000-206F` as numbers, in order, as the Worker searches them. */
function rangesOf(text: string): (readonly [number, number])[] {
  return text
    .split(',')
    .map((range) => {
      const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
    })
    .sort(([a], [b]) => a - b);
}
