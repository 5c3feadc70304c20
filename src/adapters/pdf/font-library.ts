// Font files out of the Worker's assets, each loaded when a text first needs it and kept for as long as the isolate lives.
import {
  type FontSlice,
  fileOf,
  fontIndex,
  inOrderFor,
  needsEastAsian,
  type Weight,
} from './font-index.ts';
import { printable, visualRuns } from './text-runs.ts';

/** A path among the assets to its bytes; undefined where there is no such file. */
export type ReadAsset = (path: string) => Promise<ArrayBuffer | undefined>;

/** About a megabyte: an isolate has 128, and fonts of large alphabets come in many slices. */
const KEPT_AT_MOST = 40;

export interface FontLibrary {
  /** The slices to ask for the characters of `text`, first choice first. Undefined where the assets were not deployed. */
  slices(text: string): Promise<readonly FontSlice[] | undefined>;
  /** The files that the texts need, by name. Undefined where one is missing. */
  load(
    texts: Iterable<string>,
    slices: readonly FontSlice[],
    weights: readonly Weight[],
  ): Promise<ReadonlyMap<string, Uint8Array> | undefined>;
}

export function createFontLibrary(read: ReadAsset): FontLibrary {
  const indexes = new Map<string, readonly FontSlice[]>();
  const kept = new Map<string, Uint8Array>();

  async function file(name: string): Promise<readonly [string, Uint8Array] | undefined> {
    const known = kept.get(name);
    if (known) return [name, known];
    const bytes = await read(`/fonts/${name}.woff`);
    if (!bytes) return undefined;
    const font = new Uint8Array(bytes);
    const oldest = kept.keys().next().value;
    if (kept.size >= KEPT_AT_MOST && oldest !== undefined) kept.delete(oldest);
    kept.set(name, font);
    return [name, font];
  }

  async function index(name: string): Promise<readonly FontSlice[] | undefined> {
    const known = indexes.get(name);
    if (known) return known;
    const bytes = await read(`/fonts/${name}.json`);
    if (!bytes) return undefined;
    const { slices } = fontIndex.parse(JSON.parse(new TextDecoder().decode(bytes)));
    indexes.set(name, slices);
    return slices;
  }

  return {
    async slices(text) {
      const common = await index('index');
      if (!common || !needsEastAsian(text)) return common;
      const eastAsian = await index('index-east-asian');
      return eastAsian && [...common, ...inOrderFor(text, eastAsian)];
    },
    async load(texts, slices, weights) {
      const needed = new Set<string>();
      for (const text of texts) {
        for (const { slice } of visualRuns(printable(text, slices), slices)) {
          for (const weight of weights) needed.add(fileOf(slice, weight));
        }
      }
      const files = await Promise.all([...needed].map(file));
      const found = files.filter((one) => one !== undefined);
      return found.length === files.length ? new Map(found) : undefined;
    },
  };
}
