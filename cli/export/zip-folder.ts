import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Zip, ZipDeflate } from 'fflate';
import { CommandFault } from '../output/command-fault.ts';

/** Without the 64-bit extension of the format no archive holds more. */
const FILES_AT_MOST = 65_535;
const BYTES_AT_MOST = 2 ** 32 - 1;

/** Packs a folder, a file at a time; the archive is at its place when it is whole. */
export async function zipFolder(folder: string, archive: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((one) => join(one.parentPath, one.name));
  if (files.length > FILES_AT_MOST) throw tooLarge(folder, `${files.length} files`);
  const part = `${archive}.part`;
  await pipeline(Readable.from(packed(folder, files)), createWriteStream(part, { mode: 0o600 }));
  await rename(part, archive);
}

async function* packed(folder: string, files: readonly string[]): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let bytes = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const taken = () => {
    const chunks = ready;
    ready = [];
    bytes += chunks.reduce((sum, { length }) => sum + length, 0);
    if (bytes > BYTES_AT_MOST) throw tooLarge(folder, 'more than 4 GiB');
    return chunks;
  };
  for (const file of files) {
    const entry = new ZipDeflate(relative(folder, file).split(sep).join('/'));
    zip.add(entry);
    for await (const chunk of createReadStream(file)) {
      entry.push(chunk as Uint8Array); // without an encoding a stream of bytes
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

function tooLarge(folder: string, how: string): CommandFault {
  return new CommandFault(
    `${how} are too much for a ZIP archive.`,
    `The export is whole in ${folder}; pack it with tar.`,
    { code: 'archive_too_large' },
  );
}
