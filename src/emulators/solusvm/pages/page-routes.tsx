/** The panel's own pages: forms post, do the work, and redirect. */

import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { readForm } from '../../read-form.ts';
import { userWithPassword } from '../auth.ts';
import { isAdmin, liveServers, type Panel, type PanelUser } from '../panel.ts';
import { createServer, creationRefusal, deleteServer } from '../server-creation.ts';
import { beginSession, endSession, sessionUser } from '../sessions.ts';
import { startTask } from '../tasks.ts';
import { HomePage } from './home-page.tsx';
import { MessagePage } from './message-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { UsersPage } from './users-page.tsx';

const signInSchema = z.object({ email: z.string(), password: z.string() });
const orderSchema = z.object({
  name: z.string().trim().min(1).max(255),
  plan: z.coerce.number(),
  location: z.coerce.number(),
  os: z.coerce.number(),
  backups: z.literal('yes').optional(),
});

export function pageRoutes(panel: Panel, basePath: string): Hono {
  const home = `${basePath}/solusvm/`;
  const routes = new Hono();
  routes.get('/solusvm', (c) => c.redirect(home));

  routes.get('/solusvm/', (c) => {
    const user = sessionUser(c, panel);
    if (user === null) return c.html(<SignInPage basePath={basePath} email="" error={null} />);
    return c.html(homePage(panel, basePath, user));
  });

  routes.post('/solusvm/sign-in', async (c) => {
    const form = signInSchema.safeParse(await readForm(c));
    const email = form.success ? form.data.email : '';
    const user = form.success ? userWithPassword(panel, email, form.data.password) : null;
    if (user === null) {
      const error = 'This e-mail and password do not match.';
      return c.html(<SignInPage basePath={basePath} email={email} error={error} />, 401);
    }
    beginSession(c, panel, basePath, user);
    return c.redirect(home, 303);
  });

  routes.post('/solusvm/sign-out', (c) => {
    endSession(c, panel, basePath);
    return c.redirect(home, 303);
  });

  routes.post('/solusvm/servers', async (c) => {
    const user = sessionUser(c, panel);
    if (user === null) return signInFirst(c, basePath);
    const body = await readForm(c);
    const { name: typedName = '' } = body;
    const error = order(panel, user, body);
    if (error === null) return c.redirect(home, 303);
    return c.html(homePage(panel, basePath, user, error, String(typedName)), 422);
  });

  routes.post('/solusvm/servers/:id/delete', (c) => {
    const user = sessionUser(c, panel);
    if (user === null) return signInFirst(c, basePath);
    const id = Number(c.req.param('id'));
    const server = liveServers(panel.tables, user.id).find((candidate) => candidate.id === id);
    if (server === undefined) {
      const message = 'You have no such server. Perhaps it was deleted before.';
      return c.html(<MessagePage title="No server" message={message} basePath={basePath} />, 404);
    }
    deleteServer(panel, server, user);
    startTask(panel, server, 'vm-delete');
    return c.redirect(home, 303);
  });

  routes.get('/solusvm/users', (c) => {
    const user = sessionUser(c, panel);
    if (user === null) return signInFirst(c, basePath);
    if (isAdmin(user)) return c.html(<UsersPage basePath={basePath} tables={panel.tables} />);
    const message = 'Only an administrator may see the users.';
    return c.html(<MessagePage title="Not allowed" message={message} basePath={basePath} />, 403);
  });
  return routes;
}

function homePage(
  panel: Panel,
  basePath: string,
  user: PanelUser,
  error: string | null = null,
  typedName = '',
) {
  const { tables } = panel;
  return (
    <HomePage
      basePath={basePath}
      user={user}
      isAdmin={isAdmin(user)}
      roleNames={tables.roles.filter(({ id }) => user.roleIds.includes(id)).map((r) => r.name)}
      servers={liveServers(tables, user.id)}
      plans={[...tables.plans.values()].filter((plan) => plan.is_visible)}
      locations={tables.locations}
      osImages={tables.osImages}
      error={error}
      typedName={typedName}
    />
  );
}

/** Makes the server a form asks for; answers why not, or null. */
function order(panel: Panel, owner: PanelUser, body: unknown): string | null {
  const form = orderSchema.safeParse(body);
  if (!form.success) return 'Give the server a name and choose a plan, a location and a system.';
  const { tables } = panel;
  const plan = tables.plans.get(form.data.plan);
  const hasLocation = tables.locations.some(({ id }) => id === form.data.location);
  const hasSystem = tables.osImages.some(({ versions }) =>
    versions.some(({ id }) => id === form.data.os),
  );
  if (plan === undefined || !plan.is_visible || !hasLocation || !hasSystem) {
    return 'This plan, location or system is not offered.';
  }
  const wantsBackups = form.data.backups === 'yes';
  if (wantsBackups && !plan.is_backup_available) return 'This plan offers no backups.';
  const refusal = creationRefusal(panel, owner);
  if (refusal !== null) return refusal;
  const wish = {
    owner,
    plan,
    name: form.data.name,
    locationId: form.data.location,
    osImageVersionId: form.data.os,
    backupSettings: { enabled: wantsBackups },
    createdAtMs: panel.nowMs(),
  };
  startTask(panel, createServer(panel, wish, owner), 'vm-create');
  return null;
}

function signInFirst(c: Context, basePath: string) {
  const error = 'Sign in first.';
  return c.html(<SignInPage basePath={basePath} email="" error={error} />, 401);
}
