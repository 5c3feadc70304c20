import { strToU8, zipSync } from 'fflate';
import type { Archive } from '#ports/archive.ts';

export function createArchive(): Archive {
  return {
    zip(files, atMs) {
      const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
      return zipSync(Object.fromEntries(entries), { level: 6, mtime: atMs });
    },
  };
}
