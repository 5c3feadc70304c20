// A piece of work that dies at its n-th call of the world: before the call, or after the effect of one that changes
// something. Nothing of the dead holder is used again but what is stored.
import { env } from 'cloudflare:workers';
import type { Ports } from '#ports/ports.ts';
import { wrapPorts } from './wrap-ports.ts';

export interface CrashPoint {
  readonly call: number;
  readonly when: 'before' | 'after';
  readonly label: string;
}

/** Something between commits that a holder does by itself; a call of the world like any other. */
export type Touch = () => Promise<void>;

/** Every point at which `work` can die, in order; found by letting it run once. */
export async function pointsOf(
  ports: Ports,
  work: (ports: Ports, touch: Touch) => Promise<unknown>,
): Promise<CrashPoint[]> {
  const points: CrashPoint[] = [];
  let call = 0;
  const wrapped = wrapPorts(ports, env.DB, (label, kind, go) => {
    call++;
    points.push({ call, when: 'before', label });
    if (kind === 'write') points.push({ call, when: 'after', label });
    return go();
  });
  const touch = async () => {
    call++;
    points.push({ call, when: 'before', label: 'touch' });
  };
  await work(wrapped, touch);
  return points;
}

/** Does `work` up to the point and no further. False if it ended without coming to it. */
export async function dieAt(
  point: CrashPoint,
  ports: Ports,
  work: (ports: Ports, touch: Touch) => Promise<unknown>,
): Promise<boolean> {
  let call = 0;
  let dead = false;
  let died: (value: true) => void = () => {};
  const death = new Promise<true>((resolve) => {
    died = resolve;
  });
  // What has died hears of nothing any more, and neither do its other calls: no error that it could handle.
  const die = (): Promise<never> => {
    dead = true;
    died(true);
    return new Promise(() => {});
  };
  const wrapped = wrapPorts(ports, env.DB, async (_label, _kind, go) => {
    if (dead) return die();
    call++;
    if (call !== point.call) return go();
    if (point.when === 'after') await go();
    return die();
  });
  const touch = async () => {
    if (dead || ++call === point.call) await die();
  };
  return Promise.race([death, work(wrapped, touch).then(() => false)]);
}

/** Does `work`, and at the point something else first. What becomes of the work is its own business: it may be refused. */
export async function overtakeAt(
  point: CrashPoint,
  ports: Ports,
  work: (ports: Ports, touch: Touch) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<boolean> {
  let call = 0;
  let overtaken = false;
  const here = async (when: CrashPoint['when']) => {
    if (overtaken || call !== point.call || when !== point.when) return;
    overtaken = true;
    await meanwhile();
  };
  const wrapped = wrapPorts(ports, env.DB, async (_label, _kind, go) => {
    call++;
    await here('before');
    const answer = await go();
    await here('after');
    return answer;
  });
  const touch = async () => {
    call++;
    await here('before');
  };
  await work(wrapped, touch).catch(() => undefined);
  return overtaken;
}
