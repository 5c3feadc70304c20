import { claimsOf, sign } from '../admin/sign.ts';
import type { Journey } from './journey.ts';
import type { World } from './world.ts';

/** What a signature is good for, and what it is not. */
export async function signatures({ narrator, world, month, monthBefore }: Journey): Promise<void> {
  await narrator.step('Signatures: used twice, forged, for a running month', async (tell) => {
    const jws = await signPlan(world, month);
    tell.equal('used once', await post(world, jws), { status: 200 });
    const replayed = { status: 409, code: 'signature_replayed' };
    tell.equal('used twice', await post(world, jws), replayed);
    const forged = forge(await signPlan(world, month), month, monthBefore);
    const invalid = { status: 401, code: 'signature_invalid' };
    tell.equal('forged', await post(world, forged), invalid);
    const running = new Date(await world.nowMs()).toISOString().slice(0, 7);
    const notClosed = { status: 422, code: 'month_not_closed' };
    tell.equal('a running month', await post(world, await signPlan(world, running)), notClosed);
    tell.figures(
      [replayed, invalid, notClosed].map(({ status, code }) => `${status} ${code}`).join(', '),
    );
  });
}

async function signPlan(world: World, month: string): Promise<string> {
  const { instance, adminKey: key } = world;
  const serviceNowMs = await world.nowMs();
  const input = { key, audience: instance.origin, serviceNowMs, action: 'plan', fields: { month } };
  return sign(key, claimsOf(input));
}

/** The same signature under other words. */
function forge(jws: string, from: string, to: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace(from, to);
  return [header, Buffer.from(text).toString('base64url'), signature].join('.');
}

async function post(world: World, jws: string): Promise<{ status: number; code?: string }> {
  const response = await fetch(`${world.instance.origin}/admin/invoice-runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: jws,
  });
  const { code } = (await response.json()) as { code?: string }; // a run, or a problem document
  return { status: response.status, ...(code !== undefined && { code }) };
}
