import { Hono } from 'hono';
import { z } from 'zod';
import { ALL_SCOPES, isScope, SCOPES } from '#core/api/scope.ts';
import { isId } from '#core/ids.ts';
import type { StoredApiKey } from '#ports/api-store.ts';
import { type ApiKeyDraft, createApiKey, newApiKeyDraft } from '#usecases/api/create-api-key.ts';
import { revokeApiKey } from '#usecases/api/revoke-api-key.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import { KeyMadePage } from '#views/admin/keys/key-made-page.tsx';
import { KeysPage, type KeyView } from '#views/admin/keys/keys-page.tsx';
import { NewKeyPage, type NewKeyPageProps } from '#views/admin/keys/new-key-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readAll, readForm } from '../forms.ts';
import { adminFrameOf } from './admin-frame.ts';
import { draftOf, FORM_TOO_OLD, sealedDraft } from './drafted-form.ts';
import { pageUrl } from './page-url.ts';
import { refusalPage } from './refusal-page.tsx';
import { requireOperator, requireProof } from './require-operator.ts';

const PATH = '/admin/keys';
const KEYS_SHOWN = 200;
const DAY_MS = 24 * 3_600_000;

/** Days; 0: until it is revoked. */
const LIFETIMES = [30, 90, 365, 0];
const EMPTY = { name: '', scopes: [], days: 90 };

const form = z.object({
  name: z.string().trim().max(100).catch(''),
  days: z.coerce
    .number()
    .refine((days) => LIFETIMES.includes(days))
    .catch(EMPTY.days),
});

/** Keys of the API. A way in is opened by fresh proof alone; ending one takes none. */
export const adminKeys = new Hono<AppEnv>()
  .get(PATH, requireOperator('read'), async (c) => {
    const { store, clock } = c.env.ports;
    const keys = await store.api.keys(KEYS_SHOWN);
    const views = keys.map((key) => viewOf(key, clock.nowMs()));
    const revoked = c.req.query('revoked') ?? '';
    const shown = isId('apiKey', revoked) ? revoked : '';
    return c.html(<KeysPage frame={adminFrameOf(c)} keys={views} revoked={shown} />);
  })
  .get(`${PATH}/new`, requireOperator('change'), requireProof, (c) => newPage(c, EMPTY))
  .post(`${PATH}/new`, requireOperator('change'), requireProof, async (c) => {
    const given = form.parse(await readForm(c));
    const scopes = (await readAll(c, 'scope')).filter(isScope);
    const typed = { ...given, scopes };
    if (given.name === '') return newPage(c, typed, ['name_missing', 'Say what the key is for.']);
    if (scopes.length === 0) {
      return newPage(c, typed, ['scopes_missing', 'A key needs at least one scope.']);
    }
    const { ports } = c.env;
    const draft = await draftOf<ApiKeyDraft>(c);
    if (!draft) return newPage(c, typed, FORM_TOO_OLD);
    const expiresAtMs = given.days === 0 ? null : ports.clock.nowMs() + given.days * DAY_MS;
    const actor = `admin:${c.var.operator.kid}`;
    const made = await createApiKey(ports, { name: given.name, scopes, expiresAtMs }, actor, draft);
    if (!made.ok) throw new Error(`a key of ${given.days} days was refused: ${made.error.reason}`);
    return c.html(<KeyMadePage frame={adminFrameOf(c)} text={made.value.text} />);
  })
  .get(`${PATH}/:id/revoke`, requireOperator('change'), async (c) => {
    const id = c.req.param('id');
    const key = isId('apiKey', id) ? await c.env.ports.store.api.key(id) : undefined;
    if (!key) return unknownKey(c);
    return c.html(
      <ConfirmPage
        frame={adminFrameOf(c)}
        title={`Revoke the key “${key.name}”?`}
        lead="Whatever calls the API with it is refused at once, and for good."
        button="Revoke it"
        backUrl={PATH}
      />,
    );
  })
  .post(`${PATH}/:id/revoke`, requireOperator('change'), async (c) => {
    const id = c.req.param('id');
    if (!isId('apiKey', id)) return unknownKey(c);
    const done = await revokeApiKey(c.env.ports, id, `admin:${c.var.operator.kid}`);
    return done.ok ? c.redirect(pageUrl(PATH, { revoked: id }), 303) : unknownKey(c);
  });

async function newPage(
  c: AppContext,
  given: NewKeyPageProps['form'],
  problem?: readonly [code: string, message: string],
) {
  const [code = '', message = ''] = problem ?? [];
  const draft = await sealedDraft(c, newApiKeyDraft(c.env.ports));
  return c.html(
    <NewKeyPage
      frame={adminFrameOf(c)}
      scopes={ALL_SCOPES.map((name) => ({ name, meaning: SCOPES[name] }))}
      lifetimes={LIFETIMES}
      form={given}
      draft={draft}
      problem={problem && { code, message }}
    />,
    problem ? 422 : 200,
  );
}

function viewOf({ revokedAtMs, ...key }: StoredApiKey, nowMs: number): KeyView {
  const isExpired = key.expiresAtMs !== null && key.expiresAtMs <= nowMs;
  return { ...key, state: revokedAtMs !== null ? 'revoked' : isExpired ? 'expired' : 'good' };
}

function unknownKey(c: AppContext) {
  return refusalPage(c, 404, {
    code: 'api_key_unknown',
    title: 'There is no such key',
    message: 'Perhaps the address is incomplete. The list has every key that was ever made.',
  });
}
