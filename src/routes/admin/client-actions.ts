import { Hono } from 'hono';
import { z } from 'zod';
import type { Result } from '#core/result.ts';
import {
  type HandOverRefusal,
  handOverPanelUser,
} from '#usecases/operators/hand-over-panel-user.ts';
import {
  type LostFactorRefusal,
  removeLostFactor,
} from '#usecases/operators/remove-lost-factor.ts';
import { type RetryRefusal, retryProvisioning } from '#usecases/operators/retry-provisioning.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { problem } from '../problem.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBody } from './signed-request.ts';

const ACTIONS = ['retry_provisioning', 'hand_over_panel_user', 'remove_second_factor'] as const;
const ofClient = z.object({ clientId: z.string().max(64) });
const withNote = ofClient.extend({ note: z.string().trim().min(3).max(1_000) });

/** What an operator does for one client. `came` is `enrolled`, or why the panel user could not be had this time either. */
export const clientActions = new Hono<AppEnv>().post(
  '/admin/client-actions',
  boundedBody,
  async (c) => {
    const request = await signedBody(c, ACTIONS);
    if (!request.ok) return request.error;
    const { action, fields, kid } = request.value;
    const { ports } = c.env;
    const actor = `admin:${kid}`;
    if (action === 'remove_second_factor') {
      const parsed = withNote.safeParse(fields);
      if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
      return answer(c, parsed.data.clientId, await removeLostFactor(ports, parsed.data, actor));
    }
    const parsed = ofClient.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    return action === 'retry_provisioning'
      ? answer(c, parsed.data.clientId, await retryProvisioning(ports, parsed.data, actor))
      : answer(c, parsed.data.clientId, await handOverPanelUser(ports, parsed.data, actor));
  },
);

type Refusal = RetryRefusal | LostFactorRefusal | HandOverRefusal;

function answer(c: AppContext, clientId: string, done: Result<string | null, Refusal>): Response {
  if (done.ok) return c.json({ clientId, came: done.value });
  const { reason } = done.error;
  const [status, sentence] = REFUSALS[reason];
  return problem(c, status, reason, sentence);
}

const REFUSALS: Readonly<Record<Refusal['reason'], readonly [404 | 409 | 502, string]>> = {
  client_unknown: [404, 'There is no client with this id.'],
  not_waiting: [409, 'This client is not waiting for a panel user, or an attempt is under way.'],
  no_second_factor: [409, 'This client has no second factor.'],
  nothing_to_hand_over: [409, 'No closed account has a panel user with this address: try again.'],
  panel_user_is_admin: [409, 'The panel user with this address is an administrator.'],
  panel_user_of_another_client: [
    409,
    'The panel user with this address belongs to an account that is not closed.',
  ],
  panel_users_ambiguous: [409, 'The panel has this address more than once.'],
  panel_unavailable: [502, 'The panel does not answer. Ask again later; a repeat does no harm.'],
  panel_outcome_unknown: [502, 'The panel’s answer was lost. Ask again; a repeat does no harm.'],
  panel_rejected: [502, 'The panel refuses this call.'],
  panel_refused_address: [502, 'The panel refuses the address, and shows no user who has it.'],
};
