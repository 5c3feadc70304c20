import { err, ok, type Result } from '#core/result.ts';

export interface BodyBounds {
  readonly maxBytes: number;
  /** For the whole body: one that trickles would hold its place for as long as it likes. */
  readonly timeoutMs: number;
}

export type BodyRefusal = 'too_large' | 'too_slow' | 'broken_off';

/** The whole body within its bounds. One that states to be too large is not read at all. */
export async function readBody(
  request: Request,
  { maxBytes, timeoutMs }: BodyBounds,
): Promise<Result<Uint8Array, BodyRefusal>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return err('too_large');
  if (request.body === null) return ok(new Uint8Array());
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), timeoutMs);
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const read = await Promise.race([reader.read(), late]);
      if (read === 'late') return await refused(reader, 'too_slow');
      if (read.done) return ok(joined(chunks, bytes));
      bytes += read.value.byteLength;
      if (bytes > maxBytes) return await refused(reader, 'too_large');
      chunks.push(read.value);
    }
  } catch {
    return err('broken_off');
  } finally {
    clearTimeout(timer);
  }
}

async function refused(reader: ReadableStreamDefaultReader, reason: BodyRefusal) {
  await reader.cancel();
  return err(reason);
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
