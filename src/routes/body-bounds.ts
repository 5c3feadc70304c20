// How large a body each route takes, and of which type: the smallest that serves. A route without an entry here takes a
// small form.

/** `any`: of a system whose type of body nobody documents; what it holds is proved or parsed all the same. */
export type BodyType = 'form' | 'jose' | 'json' | 'any';

export interface BodyBound {
  readonly type: BodyType;
  readonly maxBytes: number;
}

const KIB = 1024;

/** Buttons and short fields. A letter of another script takes nine bytes in a form. */
const SMALL_FORM: BodyBound = { type: 'form', maxBytes: 4 * KIB };
/** Names, notes, a password that may be long, the answer of a passkey or of a challenge. */
const FORM: BodyBound = { type: 'form', maxBytes: 16 * KIB };
/** A text of terms, pasted. */
const TERMS_FORM: BodyBound = { type: 'form', maxBytes: 32 * KIB };
/** A note, or the ids of 200 clients. */
const SIGNED: BodyBound = { type: 'jose', maxBytes: 16 * KIB };
/** The signature over a text of terms, which is in it. */
const SIGNED_TERMS: BodyBound = { type: 'jose', maxBytes: 256 * KIB };
const JSON_BODY: BodyBound = { type: 'json', maxBytes: 16 * KIB };
const JSON_TERMS: BodyBound = { type: 'json', maxBytes: 256 * KIB };
/** Webhooks of billing systems carry a whole invoice with its lines. */
const SIGNAL: BodyBound = { type: 'any', maxBytes: 512 * KIB };
const PANEL_EVENT: BodyBound = { type: 'any', maxBytes: 16 * KIB };

const BOUNDS: ReadonlyMap<string, BodyBound> = new Map([
  ['POST /signup', FORM],
  ['POST /login', FORM],
  ['POST /login/passkey', FORM],
  ['POST /forgot', FORM],
  ['POST /reset', FORM],
  ['POST /verify', FORM],
  ['POST /account/password', FORM],
  ['POST /account/passkeys', FORM],
  ['POST /account/confirm', FORM],
  ['POST /account/confirm/passkey', FORM],
  ['POST /admin/sign-in/passkey', FORM],
  ['POST /admin/confirm/passkey', FORM],
  ['POST /admin/passkeys', FORM],
  ['POST /admin/webhooks/new', FORM],
  ['POST /admin/webhooks/:id', FORM],
  ['POST /admin/clients/:id/second-factor', FORM],
  ['POST /admin/clients/:id/panel-user', FORM],
  ['POST /admin/clients/:id/unlink', FORM],
  ['POST /admin/documents/:id/payment', FORM],
  ['POST /admin/parked/:month/:client/:reason', FORM],
  ['POST /admin/terms', TERMS_FORM],
  ['POST /admin/api-keys', SIGNED],
  ['POST /admin/automation', SIGNED],
  ['POST /admin/billing/deliveries', SIGNED],
  ['POST /admin/billing/probe', SIGNED],
  ['POST /admin/client-actions', SIGNED],
  ['POST /admin/cut-overs', SIGNED],
  ['POST /admin/imports', SIGNED],
  ['POST /admin/invoice-runs', SIGNED],
  ['POST /admin/letter-actions', SIGNED],
  ['POST /admin/park-releases', SIGNED],
  ['POST /admin/sessions', SIGNED],
  ['POST /admin/shadow-months', SIGNED],
  ['POST /admin/terms-versions', SIGNED_TERMS],
  ['POST /admin/token-prices', SIGNED],
  ['POST /admin/webhook-endpoints', SIGNED],
  ['POST /api/v1/terms-versions', JSON_TERMS],
  ['POST /billing/signal', SIGNAL],
  ['POST /panel/events/:secret', PANEL_EVENT],
]);

/** `route` is as `routeKey` names it. */
export function bodyBound(route: string): BodyBound {
  const isApi = route.split(' ')[1]?.startsWith('/api/');
  return BOUNDS.get(route) ?? (isApi ? JSON_BODY : SMALL_FORM);
}
