// A machine for tests often has no font for Devanagari, and a screenshot of empty boxes shows nothing to anybody. The
// fonts that the project brings for its PDFs are unpacked to where fontconfig finds them.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import { ROOT } from '../../../cli/root.ts';

const FILES = `${ROOT}/node_modules/@fontsource/noto-sans-devanagari/files`;
const WANTED = /-devanagari-(?:400|600|700)-normal\.woff$/;
const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;

/** Writes fonts and a configuration into the folder; answers the environment that makes Chromium see them. */
export async function fontEnvironment(
  folder: string,
): Promise<{ readonly FONTCONFIG_FILE: string }> {
  await mkdir(folder, { recursive: true });
  for (const name of (await readdir(FILES)).filter((file) => WANTED.test(file))) {
    const font = unpackWoff(await readFile(`${FILES}/${name}`));
    await writeFile(`${folder}/${name.replace(/woff$/, 'ttf')}`, font);
  }
  const config = `${folder}/fonts.conf`;
  await writeFile(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`,
  );
  return { FONTCONFIG_FILE: config };
}

/** The font inside a WOFF 1.0 file: the same tables, each without its compression (W3C, WOFF File Format 1.0). */
function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(12 + count * 16);
  const largest = 2 ** Math.floor(Math.log2(count));
  directory.writeUInt32BE(woff.readUInt32BE(4), 0);
  directory.writeUInt16BE(count, 4);
  directory.writeUInt16BE(largest * 16, 6);
  directory.writeUInt16BE(Math.log2(largest), 8);
  directory.writeUInt16BE((count - largest) * 16, 10);
  const tables: Buffer[] = [];
  let offset = directory.length;
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + i * ENTRY_BYTES;
    const [start, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ]; // three fields, three numbers
    const part = woff.subarray(start, start + packed);
    const table = packed < length ? inflateSync(part) : part;
    woff.copy(directory, 12 + i * 16, at, at + 4);
    directory.writeUInt32BE(woff.readUInt32BE(at + 16), 12 + i * 16 + 4);
    directory.writeUInt32BE(offset, 12 + i * 16 + 8);
    directory.writeUInt32BE(length, 12 + i * 16 + 12);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    table.copy(padded);
    tables.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...tables]);
}
