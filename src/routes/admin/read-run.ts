import { isId } from '#core/ids.ts';
import type { AppContext } from '../app-env.ts';
import { problem } from '../problem.ts';
import { signedLink } from './signed-request.ts';

/** The run that a signed reader asks for, or the answer that refuses it. */
export async function readRun(c: AppContext) {
  const request = await signedLink(c);
  if (!request.ok) return { ok: false, error: request.error } as const;
  const id = c.req.param('id') ?? '';
  const run = isId('run', id) ? await c.env.ports.store.runs.byId(id) : undefined;
  if (!run) return { ok: false, error: unknownRun(c) } as const;
  return { ok: true, id: run.id, month: run.month, header: run.header } as const;
}

export function unknownRun(c: AppContext): Response {
  return problem(c, 404, 'run_unknown', 'There is no run with this id.');
}
