/** Token check, password login, and the caller's own account. */
import { Hono } from 'hono';
import { z } from 'zod';
import { mintToken, type PanelEnv, signedIn } from './authentication.ts';
import { noContent, one, refused, timestamp } from './envelopes.ts';
import { isLanguage } from './languages.ts';
import { foldEmail, nextId, type Panel } from './panel.ts';
import { passwordSchema } from './password.ts';
import { readBody } from './request-body.ts';
import { userResource } from './user-resource.ts';

const LOGIN_LIFETIME_MS = 30 * 24 * 3600 * 1000;

const loginSchema = z.object({ email: z.string(), password: z.string() });
const newTokenSchema = z.object({ name: z.string().min(1) });
const accountSchema = z.object({
  password: passwordSchema.optional(),
  language_id: z.int().refine(isLanguage, 'The selected language id is invalid.').optional(),
});

export function authRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/auth', signedIn(panel), (c) => noContent(c));

  routes.post('/auth/login', async (c) => {
    const login = await readBody(c, loginSchema);
    if (!login.ok) return login.response;
    const user = userWithPassword(panel, login.value.email, login.value.password);
    if (user === null) return refused(c, 401, 'These credentials do not match our records.');
    const expiresAtMs = panel.nowMs() + LOGIN_LIFETIME_MS;
    const access_token = mintToken(panel, user.id, expiresAtMs);
    const expires_at = timestamp(expiresAtMs);
    return one(c, { credentials: { access_token, token_type: 'Bearer', expires_at } });
  });

  routes.get('/account', signedIn(panel), (c) => one(c, userResource(panel, c.var.caller)));
  routes.patch('/account', signedIn(panel), async (c) => {
    const change = await readBody(c, accountSchema);
    if (!change.ok) return change.response;
    const { caller } = c.var;
    caller.password = change.value.password ?? caller.password;
    caller.languageId = change.value.language_id ?? caller.languageId;
    return one(c, userResource(panel, caller));
  });

  // Confirmed: this answer has no `data` around it, unlike that of `/users/{id}/tokens`.
  routes.post('/account/tokens', signedIn(panel), async (c) => {
    const asked = await readBody(c, newTokenSchema);
    if (!asked.ok) return asked.response;
    const access_token = mintToken(panel, c.var.caller.id);
    const id = nextId(panel.tables, 'token');
    const token = { id, name: asked.value.name, created_at: timestamp(panel.nowMs()) };
    return c.json({ access_token, token_type: 'Bearer', token }, 201);
  });
  return routes;
}

export function userWithPassword(panel: Panel, email: string, password: string) {
  const id = panel.tables.userIdsByEmail.get(foldEmail(email));
  const user = id === undefined ? undefined : panel.tables.users.get(id);
  return user !== undefined && user.password === password ? user : null;
}
