import { Hono } from 'hono';
import { z } from 'zod';
import { type Id, isId } from '#core/ids.ts';
import { leftAloneText } from '#core/moving/left-alone-text.ts';
import type { ImportItem, StoredImport } from '#ports/moving-reads.ts';
import { advanceImport } from '#usecases/moving/advance-import.ts';
import { approveImport } from '#usecases/moving/approve-import.ts';
import { inviteImported } from '#usecases/moving/invite-imported.ts';
import { startImport } from '#usecases/moving/start-import.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { malformed } from './malformed.ts';
import { movingProblem } from './moving-problem.ts';
import { pageLimit } from './page-limit.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer, signedBody } from './signed-request.ts';

const PAGE_ITEMS = 500;
const importId = z.custom<Id<'import'>>(
  (value) => typeof value === 'string' && isId('import', value),
);
const ofImport = z.object({ importId });
const ofApproval = ofImport.extend({ manifest: z.string().regex(/^[0-9a-f]{64}$/) });

/** Clients of the add-on before us: a dry run in bounded steps, its execution in such steps, and their letters. */
export const imports = new Hono<AppEnv>()
  .post('/admin/imports', boundedBody, async (c) => {
    const request = await signedBody(c, [
      'plan_import',
      'continue_import',
      'execute_import',
      'invite_imported',
    ]);
    if (!request.ok) return request.error;
    const { ports } = c.env;
    const { action, kid, fields } = request.value;
    const actor = `admin:${kid}`;
    switch (action) {
      case 'plan_import': {
        const started = await startImport(ports, actor);
        return started.ok ? step(c, started.value, actor) : movingProblem(c, started.error);
      }
      case 'execute_import': {
        const parsed = ofApproval.safeParse(fields);
        if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
        const { importId: id, manifest } = parsed.data;
        const approved = await approveImport(ports, id, manifest, actor);
        return approved.ok ? step(c, id, actor) : movingProblem(c, approved.error);
      }
      case 'invite_imported': {
        const invited = await inviteImported(ports, actor);
        return invited.ok ? c.json(invited.value) : movingProblem(c, invited.error);
      }
      default: {
        const parsed = ofImport.safeParse(fields);
        if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
        return step(c, parsed.data.importId, actor);
      }
    }
  })
  .get('/admin/imports/:id', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const id = c.req.param('id');
    const found = isId('import', id) ? await c.env.ports.store.moving.import(id) : undefined;
    if (!found) return movingProblem(c, { reason: 'import_unknown' });
    return c.json(await importJson(c, found));
  })
  /** Panel users in order of id; `next` is the `after` of the page that follows, or null. */
  .get('/admin/imports/:id/items', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const limit = pageLimit(c.req.query('limit'), PAGE_ITEMS);
    if (limit === undefined)
      return refusalProblem(c, { reason: 'limit_malformed', most: PAGE_ITEMS });
    const id = c.req.param('id');
    const { moving } = c.env.ports.store;
    const found = isId('import', id) ? await moving.import(id) : undefined;
    if (!found) return movingProblem(c, { reason: 'import_unknown' });
    const after = Number(c.req.query('after') ?? 0);
    if (!Number.isSafeInteger(after)) {
      return refusalProblem(c, { reason: 'claims_malformed', claim: 'after' });
    }
    const items = await moving.importItems(found.id, after, limit + 1);
    const page = items.slice(0, limit);
    const next = items.length > limit ? (page.at(-1)?.panelUserId ?? null) : null;
    return c.json({ importId: found.id, items: page.map(itemJson), next });
  });

async function step(c: AppContext, id: Id<'import'>, actor: string): Promise<Response> {
  const stepped = await advanceImport(c.env.ports, id, actor);
  return stepped.ok ? c.json(await importJson(c, stepped.value)) : movingProblem(c, stepped.error);
}

/** An import as operators' programs read it. `counts` are of panel users by what becomes of them. */
async function importJson(c: AppContext, one: StoredImport) {
  const { moving } = c.env.ports.store;
  const [counts, toInvite] = await Promise.all([
    moving.importCounts(one.id),
    moving.countToInvite(),
  ]);
  return {
    importId: one.id,
    state: one.state,
    system: one.system,
    manifest: one.manifest,
    pages: { read: one.nextPage - 1, of: one.lastPage },
    counts: counts.map(({ reason, ...row }) => ({
      ...row,
      reason: reason || null,
      why: reason ? leftAloneText(reason) : null,
    })),
    /** Imported clients who were never mailed, of this import or an earlier one. */
    toInvite,
    createdAt: new Date(one.createdAtMs).toISOString(),
    plannedAt: one.plannedAtMs ? new Date(one.plannedAtMs).toISOString() : null,
    executedAt: one.executedAtMs ? new Date(one.executedAtMs).toISOString() : null,
  };
}

function itemJson({ outcome, reason, clientId, ...item }: ImportItem) {
  return {
    ...item,
    outcome: outcome || null,
    reason: reason || null,
    why: reason ? leftAloneText(reason) : null,
    clientId: clientId || null,
  };
}
