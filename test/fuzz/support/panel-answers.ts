// One good answer of each kind that is read from the panel (docs/panel.md).
const meta = { current_page: 1, last_page: 1, per_page: 100, total: 1 };

const USER = {
  id: 7,
  email: 'ada@example.com',
  status: 'active',
  billing_user_id: 1001,
  roles: [{ id: 2, name: 'Client' }],
  allowed_ips: [],
};

const PLAN = {
  id: 1,
  name: 'Small',
  tokens_per_hour: 5,
  tokens_per_month: 3000,
  ip_tokens_per_hour: 1,
  ip_tokens_per_month: 500,
  backup_price: 20,
  is_backup_available: true,
  is_visible: true,
};

const SERVER = {
  id: 9,
  name: 'web-1',
  status: 'started',
  created_at: '2026-10-30T00:00:00.000000Z',
  user: { id: 7, email: 'ada@example.com' },
  plan: PLAN,
  ip_addresses: { ipv4: [{ id: 1, ip: '192.0.2.1' }], ipv6: [] },
  ips: [{ id: 1, ip: '192.0.2.1' }],
  backup_settings: { enabled: true },
};

const ENTRY = {
  id: 12,
  event: 'server.created',
  created_at: '2026-10-30T00:00:00Z',
  params: { server_id: 9 },
};
const USAGE = { server_id: 9, server_name: 'web-1', hours: 10, tokens: 50, backup_tokens: '5' };

export const PANEL = {
  users: { data: [USER], meta },
  user: { data: USER },
  plans: { data: [PLAN], meta },
  servers: { data: [SERVER], meta },
  server: { data: SERVER },
  log: { data: [ENTRY], meta },
  usage: { data: [USAGE], meta },
  token: { data: { access_token: 'one-time' } },
  roles: { data: [{ id: 2, name: 'Client' }], meta },
  integration: {
    data: {
      billing_integration: { type: 'post_pay', url: 'https://billing.example.net', token: 'x' },
    },
  },
};
export const REFUSAL = { message: 'The given data was invalid.', errors: { email: ['taken'] } };
