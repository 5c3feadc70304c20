import { bytesOfHex } from '#core/bytes-as-text.ts';
import type { Secrets } from '#ports/secrets.ts';

const HASHES_PER_READ = 5_000;

/** SHA-256 over a header and the bytes of many hashes (hex) in order, read in pages: memory does not grow with them. */
export async function hashOfHashes(
  secrets: Pick<Secrets, 'digestStream'>,
  header: string,
  nextPage: (limit: number) => Promise<readonly string[]>,
): Promise<string> {
  const stream = secrets.digestStream();
  stream.update(header);
  for (;;) {
    const hashes = await nextPage(HASHES_PER_READ);
    stream.update(bytesOfHex(hashes.join('')));
    if (hashes.length < HASHES_PER_READ) return stream.hex();
  }
}
