/** Three servers, two of them with backups: five lines on each invoice. The shortest month has 672 hours. */
const SERVERS = [
  { plan: 'KVM-1', hours: 672, tokens: 4_320, backupTokens: 864 },
  { plan: 'KVM-2', hours: 660, tokens: 8_640, backupTokens: 1_728 },
  { plan: 'KVM-4', hours: 312, tokens: 7_488, backupTokens: 0 },
] as const;

const PATH = 'http://127.0.0.1/api/v1/usage/report';

/** Ids of one panel user's servers follow each other. */
const MOST_SERVERS = 10;

/** Rows on a page of a report of several users, as `per_page` asks for. */
const PER_PAGE = 100;

/** A panel user's month in the assumed report's form (src/emulators/solusvm/README.md), as one page. */
export function usageReport(userId: number, servers: number = SERVERS.length) {
  return pageOf(rowsOf(userId, servers), 1, 15);
}

/** The same of several users, with whose each row is. */
export function usageReportOfMany(userIds: readonly number[], page: number) {
  const rows = userIds.flatMap((userId) =>
    rowsOf(userId).map((row) => ({ user_id: userId, ...row })),
  );
  return pageOf(rows, page, PER_PAGE);
}

function rowsOf(userId: number, servers: number = SERVERS.length) {
  const theirs = Array.from(
    { length: Math.min(servers, MOST_SERVERS) },
    (_, n) => SERVERS[n % SERVERS.length] ?? SERVERS[0],
  );
  return theirs.map(({ plan, hours, tokens, backupTokens }, index) => ({
    server_id: userId * MOST_SERVERS + index,
    server_name: `srv-${index + 1}.client-${userId}.example.net`,
    plan_name: plan,
    hours,
    tokens: tokens + (userId % 97),
    backup_tokens: backupTokens,
  }));
}

function pageOf<Row>(rows: readonly Row[], page: number, perPage: number) {
  const from = (page - 1) * perPage;
  const data = rows.slice(from, from + perPage);
  const last = Math.max(1, Math.ceil(rows.length / perPage));
  const link = (n: number) =>
    `${PATH}?from=2020-01-01T00%3A00%3A00.000Z&to=2020-02-01T00%3A00%3A00.000Z&page=${n}`;
  return {
    data,
    links: {
      first: link(1),
      last: link(last),
      prev: page > 1 ? link(page - 1) : null,
      next: page < last ? link(page + 1) : null,
    },
    meta: {
      current_page: page,
      from: from + 1,
      last_page: last,
      path: PATH,
      per_page: perPage,
      to: from + data.length,
      total: rows.length,
    },
  };
}

/** The same servers as the panel lists them (docs/panel.md). */
export function serverList(userId: number) {
  const { data, links, meta } = usageReport(userId);
  const servers = data.map(({ server_id: id, server_name: name, plan_name }) => ({
    id,
    name,
    user: { id: userId },
    plan: { id: 1, name: plan_name, tokens_per_hour: 7, tokens_per_month: 5_000, backup_price: 10 },
    is_suspended: false,
    backup_settings: { enabled: true },
    ip_addresses: { ipv4: [{ is_primary: true }] },
    created_at: '2020-01-01T00:00:00.000000Z',
  }));
  return { data: servers, links, meta };
}
