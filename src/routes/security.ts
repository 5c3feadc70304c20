import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';

/** A logo in the address itself is covered by `data:`. */
function logoOrigin(url: string | undefined): readonly string[] {
  return url?.startsWith('https:') ? [new URL(url).origin] : [];
}

/** Pages with passkeys, which no browser offers without script. It is a file of ours; inline script stays forbidden. */
const PAGES_WITH_SCRIPT =
  /^\/(?:login(?:\/passkey)?|(?:account|admin)\/(?:(?:sign-in|confirm)(?:\/passkey)?|passkeys))$/;

/** Forms that may ask for a proof of being a person, which is a script of Cloudflare's in a frame of theirs. */
const PAGES_WITH_CHALLENGE = /^\/(?:signup|forgot|login(?:\/passkey)?)$/;

/** No script, no frames, nothing from elsewhere. A form may lead to the panel
 * and to the billing system, because sign-on and paying redirect there. */
export const securityHeaders = createMiddleware<AppEnv>(async function securityHeaders(c, next) {
  const { challenge, settings } = c.env.ports;
  const { origin, brand, embedAncestors } = settings;
  const own = PAGES_WITH_SCRIPT.test(c.req.path) ? ["'self'"] : [];
  const theirs =
    challenge && PAGES_WITH_CHALLENGE.test(c.req.path)
      ? [new URL(challenge.widget.scriptUrl).origin]
      : [];
  const scripts = [...own, ...theirs];
  const ancestors = c.req.path === '/embed/panel' ? embedAncestors : [];
  c.header('x-request-id', c.env.requestId);
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      ...(scripts.length > 0 && { scriptSrc: scripts }),
      ...(own.length > 0 && { connectSrc: own }),
      ...(theirs.length > 0 && { frameSrc: theirs }),
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
