import type { AdminClient } from './client.ts';

/** A page of a list of `/api/v1`. */
interface Page<Row> {
  readonly data: readonly Row[];
  readonly next: string | null;
}

/** The most that the service gives at once. */
const PAGE_ROWS = 200;

/** Every row of a list, page after page; what is not read is not asked for. Filters that are undefined are left out. */
export async function* readPages<Row>(
  admin: AdminClient,
  path: string,
  filters: Readonly<Record<string, string | undefined>> = {},
  rows = PAGE_ROWS,
): AsyncGenerator<Row> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = queryOf({ ...filters, limit: String(rows), cursor: cursor || undefined });
    const { body }: { body: Page<Row> } = await admin.read<Page<Row>>(`${path}?${query}`);
    yield* body.data;
    cursor = body.next;
  }
}

/** The first rows of a list, and whether there are more. */
export async function readFirst<Row>(
  admin: AdminClient,
  path: string,
  filters: Readonly<Record<string, string | undefined>>,
  atMost: number,
): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }> {
  const rows: Row[] = [];
  for await (const row of readPages<Row>(admin, path, filters, Math.min(atMost + 1, PAGE_ROWS))) {
    if (rows.length === atMost) return { rows, more: true };
    rows.push(row);
  }
  return { rows, more: false };
}

function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(given).toString();
}
