import { Hono } from 'hono';
import { z } from 'zod';
import { checkCode } from '#core/operators/session.ts';
import { approveSignIn } from '#usecases/operators/approve-sign-in.ts';
import { readChallenge, type SignInChallenge } from '#usecases/operators/sign-in-challenge.ts';
import type { AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer, signedBody } from './signed-request.ts';

const MAX_CHALLENGE_CHARACTERS = 2_000;
const fields = z.object({ challenge: z.string().min(1).max(MAX_CHALLENGE_CHARACTERS) });

/** Lets a browser into the admin area that shows a challenge: first read who asks, then sign. */
export const sessions = new Hono<AppEnv>()
  .get('/admin/sessions', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const parsed = fields.safeParse(c.req.query());
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const opened = await readChallenge(c.env.ports, parsed.data.challenge);
    if (!opened) return refusalProblem(c, { reason: 'challenge_invalid' });
    return c.json({ kid: request.value.kid, ...browserJson(opened) });
  })
  .post('/admin/sessions', boundedBody, async (c) => {
    const request = await signedBody(c, ['open_session']);
    if (!request.ok) return request.error;
    const parsed = fields.safeParse(request.value.fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const approved = await approveSignIn(c.env.ports, parsed.data.challenge, request.value.kid);
    if (!approved.ok) return refusalProblem(c, approved.error);
    return c.json({ kid: request.value.kid, ...browserJson(approved.value) }, 201);
  });

function browserJson({ hash, visitor, untilMs }: SignInChallenge) {
  return {
    checkCode: checkCode(hash),
    device: visitor.device,
    network: visitor.network,
    expiresAt: new Date(untilMs).toISOString(),
  };
}
