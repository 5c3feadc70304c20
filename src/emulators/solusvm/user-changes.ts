/** What may be written to a user, and what a write does. Used by the API and by seeding. */
import { z } from 'zod';
import { recordActivity } from './activity-logs.ts';
import type { FieldErrors } from './envelopes.ts';
import { isLanguage } from './languages.ts';
import { foldEmail, liveServers, nextId, type Panel, type PanelUser } from './panel.ts';
import { passwordSchema } from './password.ts';

const idOrNumericString = z
  .union([z.int().positive(), z.string().regex(/^[1-9][0-9]{0,14}$/)], {
    error: 'The billing user id must be an integer.',
  })
  .transform(Number);

export const userChangeSchema = z.object({
  email: z
    .email('The email must be a valid email address.')
    .max(255, 'The email may not be greater than 255 characters.')
    .optional(),
  password: passwordSchema.optional(),
  status: z.enum(['active', 'locked', 'suspended']).optional(),
  roles: z.array(z.int()).min(1).optional(),
  billing_user_id: idOrNumericString.nullable().optional(),
  billing_token: z.string().nullable().optional(),
  limit_group_id: z.int().nullable().optional(),
  language_id: z.int().refine(isLanguage, 'The selected language id is invalid.').optional(),
});
export const newUserSchema = userChangeSchema.required({ email: true, password: true });

export type UserChange = z.output<typeof userChangeSchema>;
export type NewUser = z.output<typeof newUserSchema>;

/** What the schema cannot see: unique addresses, and ids that must exist. */
export function conflictsOf(panel: Panel, change: UserChange, userId: number | null): FieldErrors {
  const { tables } = panel;
  const errors = new Map<string, string[]>();
  const holderId =
    change.email === undefined ? undefined : tables.userIdsByEmail.get(foldEmail(change.email));
  if (holderId !== undefined && holderId !== userId) {
    errors.set('email', ['The email has already been taken.']);
  }
  change.roles?.forEach((id, index) => {
    if (tables.roles.some((role) => role.id === id)) return;
    errors.set(`roles.${index}`, [`The selected roles.${index} is invalid.`]);
  });
  const groupId = change.limit_group_id ?? null;
  if (groupId !== null && !tables.limitGroups.some(({ id }) => id === groupId)) {
    errors.set('limit_group_id', ['The selected limit group id is invalid.']);
  }
  return Object.fromEntries(errors);
}

export function createUser(panel: Panel, given: NewUser, createdAtMs: number): PanelUser {
  const { tables } = panel;
  const user: PanelUser = {
    id: nextId(tables, 'user'),
    email: given.email,
    password: given.password,
    status: given.status ?? 'active',
    roleIds: given.roles ?? tables.roles.filter((role) => role.isDefault).map(({ id }) => id),
    billingUserId: given.billing_user_id ?? null,
    billingToken: given.billing_token ?? null,
    limitGroupId: given.limit_group_id ?? null,
    languageId: given.language_id ?? 1,
    projectId: nextId(tables, 'project'),
    createdAtMs,
  };
  tables.users.set(user.id, user);
  tables.userIdsByEmail.set(foldEmail(user.email), user.id);
  const { projectId } = user;
  tables.projects.set(projectId, {
    id: projectId,
    name: 'Default',
    description: '',
    ownerId: user.id,
  });
  recordActivity(panel, 'user_created', user, { id: user.id, email: user.email }, createdAtMs);
  return user;
}

export function changeUser(panel: Panel, user: PanelUser, change: UserChange): void {
  const { tables } = panel;
  if (change.email !== undefined) {
    tables.userIdsByEmail.delete(foldEmail(user.email));
    tables.userIdsByEmail.set(foldEmail(change.email), user.id);
    user.email = change.email;
  }
  if (change.billing_user_id !== undefined) user.billingUserId = change.billing_user_id;
  if (change.billing_token !== undefined) user.billingToken = change.billing_token;
  if (change.limit_group_id !== undefined) user.limitGroupId = change.limit_group_id;
  user.password = change.password ?? user.password;
  user.roleIds = change.roles ?? user.roleIds;
  user.languageId = change.language_id ?? user.languageId;
  user.status = change.status ?? user.status;
  // Documented: suspending a user stops the servers; lifting it does not start them again.
  if (user.status === 'suspended') {
    for (const server of liveServers(tables, user.id)) server.power = 'stopped';
  }
}
