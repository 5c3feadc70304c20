// Where an export lies while it is made, and how it goes on after a break: every file is written beside its place and
// put there when it is whole, so a file that is there is a whole one.

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

type Content = string | AsyncIterable<string | Uint8Array>;

export interface ExportFolder {
  readonly path: string;
  /** Whether an export that was broken off goes on. */
  readonly resumed: boolean;
  has(name: string): Promise<boolean>;
  /** Whether it was written since this export began; of what changes, an older file is not good enough. */
  isFresh(name: string): Promise<boolean>;
  write(name: string, content: Content): Promise<void>;
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
  const write = async (name: string, content: Content) => {
    const part = `${place(name)}.part`;
    await mkdir(dirname(part), { recursive: true, mode: 0o700 });
    const chunks = typeof content === 'string' ? [content] : content;
    await pipeline(Readable.from(chunks), createWriteStream(part, { mode: 0o600 }));
    await rename(part, place(name));
  };
  await write(STATE, jsonText(begun));
  return {
    path,
    resumed,
    has: async (name) => (await modifiedMs(place(name))) !== undefined,
    isFresh: async (name) => ((await modifiedMs(place(name))) ?? 0) >= Date.parse(startedAt),
    write,
    finish: () => write(STATE, jsonText({ ...begun, finishedAt: new Date().toISOString() })),
  };
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
