import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';
import { errorPage } from './errors.tsx';

/** The largest form anybody has a reason to send. */
const MAX_FORM_BYTES = 32 * 1024;

/** A logo in the address itself is covered by `data:`. */
function logoOrigin(url: string | undefined): readonly string[] {
  return url?.startsWith('https:') ? [new URL(url).origin] : [];
}

/** Pages with passkeys, which no browser offers without script. It is a file of ours; inline script stays forbidden. */
const PAGES_WITH_SCRIPT =
  /^\/(?:login(?:\/passkey)?|(?:account|admin)\/(?:(?:sign-in|confirm)(?:\/passkey)?|passkeys))$/;

/** No script, no frames, nothing from elsewhere. A form may lead to the panel
 * and to the billing system, because sign-on and paying redirect there. */
export const securityHeaders = createMiddleware<AppEnv>(async function securityHeaders(c, next) {
  const { origin, brand, embedAncestors } = c.env.ports.settings;
  const ancestors = c.req.path === '/embed/panel' ? embedAncestors : [];
  c.header('x-request-id', c.env.requestId);
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      ...(PAGES_WITH_SCRIPT.test(c.req.path) && {
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
      }),
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', ...logoOrigin(brand.logoUrl)],
      formAction: ["'self'", ...c.env.formOrigins],
      frameAncestors: ancestors.length > 0 ? [...ancestors] : ["'none'"],
      baseUri: ["'none'"],
    },
    // It knows no list; the policy above does.
    xFrameOptions: ancestors.length > 0 ? false : 'DENY',
    referrerPolicy: 'same-origin',
    strictTransportSecurity: origin.startsWith('https:') ? 'max-age=31536000' : false,
  })(c, next);
});

/**
 * Refuses forms that another site's page sends. A request with neither `Origin` nor `Sec-Fetch-Site` comes from no
 * browser of this decade, so there is no session cookie to abuse (SameSite=Lax stands behind this in any case).
 */
export const sameSiteForms = createMiddleware<AppEnv>(async function sameSiteForms(c, next) {
  const fromBrowser = c.req.header('origin') ?? c.req.header('sec-fetch-site');
  if (fromBrowser === undefined) return next();
  return csrf({ origin: c.env.ports.settings.origin })(c, next);
});

export const formLimit = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: (c) => errorPage(c, 413, 'too_large'),
});
