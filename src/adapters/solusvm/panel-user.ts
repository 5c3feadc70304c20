import { z } from 'zod';
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';

/** Stands for a link that is not a number of ours: the panel user belongs to somebody else's integration. */
const FOREIGN_LINK = -1;

const numericText = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
const id = z.union([z.int().positive(), numericText]);

/** A user as `GET /users` lists it (docs/panel.md); `roles` are objects when read. */
const userSchema = z.object({
  id,
  email: z.string(),
  roles: z.array(z.object({ id, name: z.string().optional() })),
  billing_user_id: z.union([z.number(), z.string(), z.null()]).optional(),
});

/** Undefined for a row that is not a user, or one without roles: it could be an administrator. */
export function readPanelUser(row: unknown, adminRoleId: number): PanelUser | undefined {
  const parsed = userSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const { id: userId, email, roles, billing_user_id: link } = parsed.data;
  return {
    id: userId,
    email,
    billingUserId: readLink(link),
    isAdmin: roles.some(
      (role) => role.id === adminRoleId || role.name?.trim().toUpperCase() === 'ADMIN',
    ),
  };
}

function readLink(link: number | string | null | undefined): number | null {
  if (link === null || link === undefined || link === '') return null;
  const number = typeof link === 'number' ? link : numericText.safeParse(link).data;
  return number !== undefined && Number.isSafeInteger(number) ? number : FOREIGN_LINK;
}
