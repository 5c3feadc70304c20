/** What a service answers at once without anybody else waiting. */
const AT_ONCE = 4;

/** Works on a few rows at once; no row is read before there is somebody for it. The first failure ends it. */
export async function eachOf<Row>(
  rows: AsyncIterable<Row>,
  work: (row: Row) => Promise<void>,
): Promise<void> {
  const source = rows[Symbol.asyncIterator]();
  const worker = async () => {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      await work(next.value);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    // After a failure the other workers find nothing more.
    await source.return?.();
  }
}
