/** What `GET /solusvm/control` tells about each thing that may be posted there. */
import { failureHelp } from '../failures/help.ts';

export function controlHelp() {
  return {
    failures: {
      ...failureHelp('/users'),
      path: 'Paths are those behind /api/v1.',
    },
    reset: {
      about: 'Empties the panel to its initial state; rules, options and the request log, too.',
      example: { reset: true },
    },
    options: {
      about:
        'How the panel behaves where the reference says unknown: page size, whether per_page counts, how long tasks take.',
      example: { options: { defaultPerPage: 15, honourPerPage: true, taskDurationMs: 0 } },
    },
    seed: {
      about:
        'Loads history, all or nothing. Repeatable: a user is known by e-mail and kept as it is, a server by its name among the servers the user ever had. plan is a name or an id; roles are ids.',
      example: {
        seed: {
          users: [
            {
              email: 'ann@example.com',
              password: 'Abcdef123',
              roles: [2],
              billing_user_id: 1042,
              servers: [
                {
                  name: 'web-1',
                  plan: 'Start 1',
                  created_at: '2026-01-10T08:30:00Z',
                  deleted_at: '2026-01-20T09:00:00Z',
                  backups: true,
                },
              ],
            },
          ],
        },
      },
    },
    events: {
      about:
        'Event handlers, which the real panel has under Settings > Event Handlers; the events are server_created, server_deleted, server_resized, server_suspended, server_resumed, server_changed, additional_ip_created and additional_ip_deleted. Each fault is for one delivery: lose, twice, hold. letGo sends what is held, oldest_first or newest_first. GET /solusvm/deliveries lists what went out.',
      example: {
        events: {
          handlers: [{ name: 'billing', url: 'https://billing.example.net/panel/events/SECRET' }],
          faults: ['lose', 'twice'],
        },
      },
    },
    requests: 'GET /solusvm/requests: the last 500 API calls; DELETE empties the list.',
  };
}
