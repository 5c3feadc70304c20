import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { CommandFault } from '../output/command-fault.ts';
import type { AdminClient } from './client.ts';

/** Writes an answer into a file as it comes in. A part of it is not left to be taken for the whole unnoticed. */
export async function saveDownload(admin: AdminClient, path: string, file: string): Promise<void> {
  const body = await admin.download(path);
  try {
    await pipeline(Readable.fromWeb(body as NodeReadableStream), createWriteStream(file)); // one stream, two typings
  } catch (error) {
    throw new CommandFault(
      `${file} could not be written completely: ${String((error as Error).message)}`,
      'What is there of it is only a part. Try again.',
    );
  }
}
