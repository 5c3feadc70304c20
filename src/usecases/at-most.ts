/** The platform opens six connections at once (docs/platform.md). */
export const CALLS_AT_ONCE = 6;

/**
 * Works through `items` with at most `limit` at a time. The first failure that `work` answers is returned, and nothing
 * new is begun after it; what is under way is waited for.
 */
export async function atMost<T, F>(
  limit: number,
  items: readonly T[],
  work: (item: T) => Promise<F | undefined>,
): Promise<F | undefined> {
  let next = 0;
  let failure: F | undefined;
  const worker = async () => {
    while (next < items.length && failure === undefined) {
      const item = items[next++] as T; // the index was checked
      // Not `failure ??= await …`: that reads the left side before it waits, and a success would forget a failure.
      const failed = await work(item);
      failure ??= failed;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return failure;
}
