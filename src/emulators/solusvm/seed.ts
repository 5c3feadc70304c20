/**
 * Loads users and the history of their servers. It checks everything before it writes anything. Repeatable:
 * a user is known by e-mail and kept as it is; a server is known by name among all the user ever had.
 */
import { z } from 'zod';
import { foldEmail, type Panel, type Plan, serversEver } from './panel.ts';
import { passwordSchema } from './password.ts';
import { createServer, deleteServer } from './server-creation.ts';
import { conflictsOf, createUser } from './user-changes.ts';

const isoTime = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const seedServerSchema = z
  .strictObject({
    name: z.string().min(1),
    plan: z.union([z.string(), z.int()]),
    created_at: isoTime,
    deleted_at: isoTime.optional(),
    backups: z.boolean().optional(),
  })
  .refine(
    (server) => server.deleted_at === undefined || !(server.deleted_at <= server.created_at),
    {
      path: ['deleted_at'],
      error: 'must be after created_at',
    },
  );

export const seedSchema = z.strictObject({
  users: z.array(
    z.strictObject({
      email: z.email(),
      password: passwordSchema,
      roles: z.array(z.int()).min(1).optional(),
      billing_user_id: z.int().positive().nullable().optional(),
      servers: z.array(seedServerSchema).default([]),
    }),
  ),
});

export type Seed = z.output<typeof seedSchema>;
type SeedUser = Seed['users'][number];
type SeedServer = SeedUser['servers'][number];

/** What the schema cannot see, as one sentence, or null. */
export function seedProblem(panel: Panel, seed: Seed): string | null {
  for (const [index, user] of seed.users.entries()) {
    for (const server of user.servers) {
      if (planOf(panel, server.plan) === undefined) {
        return `seed.users.${index}: there is no plan ${JSON.stringify(server.plan)}`;
      }
    }
    const [conflict] = Object.entries(conflictsOf(panel, { roles: user.roles }, null));
    if (conflict !== undefined) return `seed.users.${index}.${conflict[0]}: ${conflict[1][0]}`;
  }
  return null;
}

export function applySeed(panel: Panel, seed: Seed) {
  return { users: seed.users.map((user) => seedUser(panel, user)) };
}

function seedUser(panel: Panel, wanted: SeedUser) {
  const knownId = panel.tables.userIdsByEmail.get(foldEmail(wanted.email));
  const known = knownId === undefined ? undefined : panel.tables.users.get(knownId);
  const earliestMs = Math.min(panel.nowMs(), ...wanted.servers.map((server) => server.created_at));
  const { servers, ...given } = wanted;
  const user = known ?? createUser(panel, given, earliestMs);
  const rows = servers.map((server) => {
    const existing = serversEver(panel.tables, user.id).find(({ name }) => name === server.name);
    return { id: (existing ?? seedServer(panel, user, server)).id, name: server.name };
  });
  return { id: user.id, email: user.email, created: known === undefined, servers: rows };
}

function seedServer(panel: Panel, owner: ReturnType<typeof createUser>, wanted: SeedServer) {
  const plan = planOf(panel, wanted.plan);
  if (plan === undefined) throw new Error(`seed was applied unchecked: plan ${wanted.plan}`);
  const order = {
    owner,
    plan,
    name: wanted.name,
    locationId: 1,
    osImageVersionId: 1,
    backupSettings: { enabled: wanted.backups === true },
    createdAtMs: wanted.created_at,
  };
  const server = createServer(panel, order, owner);
  if (wanted.deleted_at !== undefined) deleteServer(panel, server, owner, wanted.deleted_at);
  return server;
}

function planOf(panel: Panel, wanted: string | number): Plan | undefined {
  if (typeof wanted === 'number') return panel.tables.plans.get(wanted);
  return [...panel.tables.plans.values()].find(({ name }) => name === wanted);
}
