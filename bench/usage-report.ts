/** Three servers, two of them with backups: five lines on each invoice. The shortest month has 672 hours. */
const SERVERS = [
  { plan: 'KVM-1', hours: 672, tokens: 4_320, backupTokens: 864 },
  { plan: 'KVM-2', hours: 660, tokens: 8_640, backupTokens: 1_728 },
  { plan: 'KVM-4', hours: 312, tokens: 7_488, backupTokens: 0 },
] as const;

const PATH = 'http://127.0.0.1/api/v1/usage/report';

/** Ids of one panel user's servers follow each other. */
const MOST_SERVERS = 10;

/** A panel user's month in the assumed report's form (src/emulators/solusvm/README.md), as one page. */
export function usageReport(userId: number, servers: number = SERVERS.length) {
  const theirs = Array.from(
    { length: Math.min(servers, MOST_SERVERS) },
    (_, n) => SERVERS[n % SERVERS.length] ?? SERVERS[0],
  );
  const link = `${PATH}?user_id=${userId}&from=2020-01-01T00%3A00%3A00.000Z&to=2020-02-01T00%3A00%3A00.000Z&page=1`;
  return {
    data: theirs.map(({ plan, hours, tokens, backupTokens }, index) => ({
      server_id: userId * MOST_SERVERS + index,
      server_name: `srv-${index + 1}.client-${userId}.example.net`,
      plan_name: plan,
      hours,
      tokens: tokens + (userId % 97),
      backup_tokens: backupTokens,
    })),
    links: { first: link, last: link, prev: null, next: null },
    meta: {
      current_page: 1,
      from: 1,
      last_page: 1,
      path: PATH,
      per_page: 15,
      to: theirs.length,
      total: theirs.length,
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
