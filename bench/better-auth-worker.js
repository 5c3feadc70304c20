// better-auth with e-mail and password on D1, as its documentation sets it up. JavaScript, because its types are only
// there once the bench has installed it.
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';

let auth;

export default {
  async fetch(request, env) {
    const options = optionsFor(env, request);
    if (new URL(request.url).pathname === '/bench/migrate') {
      const { runMigrations } = await getMigrations(options);
      await runMigrations();
      return Response.json({ migrated: true });
    }
    auth ??= betterAuth(options);
    return auth.handler(request);
  },
};

function optionsFor(env, request) {
  return {
    database: env.DB,
    baseURL: new URL(request.url).origin,
    secret: 'a secret of the bench, which protects nothing at all',
    emailAndPassword: { enabled: true, autoSignIn: false },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  };
}
