// Where an export lies while it is made, and how it goes on after a break: every file is written beside its place and
// put there when it is whole, so a file that is there is a whole one. Nothing is made before the service has answered
// with something to keep: an export that is refused leaves no folder behind.

import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { CommandFault } from '../output/command-fault.ts';

const FORMAT = 'postmeter-export-1';
const STATE = 'export.json';

const state = z.object({
  format: z.literal(FORMAT),
  origin: z.string(),
  /** What was asked for: `instance`, or one month or client. */
  of: z.string(),
  /** By the clock of the machine that it is made on. */
  startedAt: z.iso.datetime(),
  /** Null while it is under way, or was broken off. */
  finishedAt: z.iso.datetime().nullable(),
});
type State = z.infer<typeof state>;

type Chunks = Iterable<string> | AsyncIterable<string | Uint8Array>;
type Content = string | AsyncIterable<string | Uint8Array>;

export interface ExportFolder {
  readonly path: string;
  /** Whether an export that was broken off goes on. */
  readonly resumed: boolean;
  has(name: string): Promise<boolean>;
  /** Whether it was written since this export began; of what changes, an older file is not good enough. */
  isFresh(name: string): Promise<boolean>;
  write(name: string, content: Content): Promise<void>;
  /** Whether there is anything yet. */
  isBegun(): boolean;
  finish(): Promise<void>;
}

/** A new folder, or one that this same export was begun in. A finished one is brought up to date. */
export async function openExportFolder(
  path: string,
  { origin, of }: Pick<State, 'origin' | 'of'>,
): Promise<ExportFolder> {
  const before = await readState(path);
  if (before && (before.origin !== origin || before.of !== of)) {
    throw new CommandFault(
      `${path} holds the export of ${before.of} of ${before.origin}.`,
      'Name another folder.',
      { code: 'folder_taken' },
    );
  }
  const resumed = before?.finishedAt === null;
  const startedAt = resumed ? before.startedAt : new Date().toISOString();
  const begun: State = { format: FORMAT, origin, of, startedAt, finishedAt: null };
  const place = (name: string) => join(path, name);
  const put = async (name: string, chunks: Chunks) => {
    const part = `${place(name)}.part`;
    await mkdir(dirname(part), { recursive: true, mode: 0o700 });
    await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600 }));
    await rename(part, place(name));
  };
  let beginning: Promise<void> | undefined;
  const write = async (name: string, content: Content) => {
    const chunks = typeof content === 'string' ? [content] : await answered(content);
    beginning ??= put(STATE, [jsonText(begun)]);
    await beginning;
    await put(name, chunks);
  };
  return {
    path,
    resumed,
    has: async (name) => (await modifiedMs(place(name))) !== undefined,
    isFresh: async (name) => ((await modifiedMs(place(name))) ?? 0) >= Date.parse(startedAt),
    write,
    isBegun: () => beginning !== undefined || before !== undefined,
    finish: () => write(STATE, jsonText({ ...begun, finishedAt: new Date().toISOString() })),
  };
}

/** The same content, of which the first piece is here already: what fails at once fails before it is kept. */
async function answered<Chunk>(content: AsyncIterable<Chunk>): Promise<AsyncIterable<Chunk>> {
  const source = content[Symbol.asyncIterator]();
  return piecesOf(await source.next(), source);
}

async function* piecesOf<Chunk>(
  first: IteratorResult<Chunk>,
  source: AsyncIterator<Chunk>,
): AsyncGenerator<Chunk> {
  try {
    for (let next = first; !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

/** As people read it: indented, and ended. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function modifiedMs(path: string): Promise<number | undefined> {
  // A file system may keep whole seconds: a file of the same second is of this export.
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs + 1_000,
    () => undefined,
  );
}

async function readState(path: string): Promise<State | undefined> {
  let text: string;
  try {
    text = await readFile(join(path, STATE), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return state.parse(JSON.parse(text));
  } catch {
    throw new CommandFault(`${join(path, STATE)} is not of an export.`, 'Name another folder.', {
      code: 'folder_taken',
    });
  }
}
