import type { AppContext } from './app-env.ts';

export interface CsvPage {
  readonly text: string;
  /** Where the next page begins; undefined after the last one. */
  readonly next: string | undefined;
}

/** A page at a time, and the next one only when the reader has taken it: memory does not grow with the file. */
export function csvStream(
  header: string,
  pageAfter: (after: string) => Promise<CsvPage>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = '';
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(header));
    },
    async pull(controller) {
      const { text, next } = await pageAfter(after);
      if (text !== '') controller.enqueue(encoder.encode(text));
      if (next === undefined) controller.close();
      else after = next;
    },
  });
}

export function csvDownload(c: AppContext, name: string, file: ReadableStream<Uint8Array>) {
  return c.body(file, 200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}"`,
  });
}
