import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { RunId } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { acceptTerms } from '#usecases/enrolment/accept-terms.ts';
import { requestSignup } from '#usecases/enrolment/request-signup.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { approveRun } from '#usecases/invoicing/approve-run.ts';
import { startRun } from '#usecases/invoicing/start-run.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { type CrashPoint, dieAt, pointsOf, type Touch } from './support/crash-points.ts';
import { FixedWorld, MONTH, outcomeRows, REPORT, REVISED } from './support/fixed-world.ts';

const TIMEOUT_MS = 60_000;
const PIECES_AT_MOST = 50;
const counted: string[] = [];

type Work = (ports: Ports, touch: Touch) => Promise<unknown>;

async function advanceToEnd(ports: Ports, touch: Touch): Promise<void> {
  for (let piece = 0; piece < PIECES_AT_MOST; piece++) {
    if ((await advanceRun(ports, touch)) === 'idle') return;
  }
  throw new Error('the run never came to an end');
}

const start = (ports: Ports, trigger: 'schedule' | 'override') =>
  startRun(ports, {
    month: MONTH,
    trigger,
    requestedBy: 'tests',
    corrections: trigger === 'override',
  });

const schedule: Work = async (ports, touch) => {
  await start(ports, 'schedule');
  await advanceToEnd(ports, touch);
};

const correct: Work = async (ports, touch) => {
  const id = await start(ports, 'override');
  await advanceToEnd(ports, touch);
  await approve(ports, id);
  await advanceToEnd(ports, touch);
};

async function approve({ store, clock }: Ports, id: RunId): Promise<void> {
  const run = await store.runs.byId(id);
  if (run?.state !== 'planned') return;
  const { manifest } = run;
  const approved = await approveRun(
    { store, clock },
    { month: MONTH, manifest, approvedBy: 'admin:tests' },
  );
  if (!approved.ok) throw new Error(approved.error.reason);
}

/** What the next holder does: goes on with the newest run, or begins where there is none yet. */
async function finish(
  world: FixedWorld,
  work: Work,
  trigger: 'schedule' | 'override',
): Promise<void> {
  const { ports } = world;
  const newest = await env.DB.prepare(
    'SELECT id FROM invoice_run WHERE trigger = ? AND created_at_ms = ?',
  )
    .bind(trigger, world.nowMs)
    .first<{ id: RunId }>();
  const touch = async () => {};
  if (!newest) {
    await work(ports, touch);
    return;
  }
  await advanceToEnd(ports, touch);
  if (trigger === 'override') await approve(ports, newest.id);
  await advanceToEnd(ports, touch);
}

/** A world in which only the last client is invoiced, an hour ago; the others follow. */
async function oneInvoiced(): Promise<FixedWorld> {
  const world = await FixedWorld.open();
  await schedule(world.ports, async () => {});
  await laterBy(3_600_000);
  return world;
}

/** Moves what was done into the past, so that what follows can be told from it. */
async function laterBy(ms: number): Promise<void> {
  await env.DB.prepare('UPDATE invoice_run SET created_at_ms = created_at_ms - ?').bind(ms).run();
}

async function sameWhereverItDies(world: FixedWorld, work: Work, trigger: 'schedule' | 'override') {
  await world.keep();
  const points = await pointsOf(world.ports, work);
  const undisturbed = await outcomeRows();
  for (const point of points) {
    await world.putBack();
    expect(await dieAt(point, world.ports, work), name(point)).toBe(true);
    await finish(world, work, trigger);
    expect(await outcomeRows(), name(point)).toEqual(undisturbed);
  }
  return { points, undisturbed };
}

const name = ({ call, when, label }: CrashPoint) => `dies ${when} call ${call}, ${label}`;

describe('a run that dies at any of its calls', () => {
  it(
    'bills a month as if nothing had happened',
    async () => {
      const world = await oneInvoiced();
      world.report = REPORT;
      const { points, undisturbed } = await sameWhereverItDies(world, schedule, 'schedule');
      expect(outcomes(undisturbed)).toEqual([
        'already_invoiced',
        'invoice',
        'invoice',
        'nothing_to_bill',
        'resource_in_two_clients',
        'resource_in_two_clients',
        'usage_unavailable',
      ]);
      counted.push(`${points.length} crash points of a scheduled run`);
      expect(points.length).toBeGreaterThanOrEqual(46);
    },
    TIMEOUT_MS,
  );

  it(
    'corrects a month as if nothing had happened',
    async () => {
      const world = await oneInvoiced();
      world.report = REPORT;
      await schedule(world.ports, async () => {});
      await laterBy(3_600_000);
      world.report = REVISED;
      const { points, undisturbed } = await sameWhereverItDies(world, correct, 'override');
      expect(outcomes(undisturbed).filter((outcome) => /supplement|credit/.test(outcome))).toEqual([
        'credit_note',
        'credit_note',
        'supplement',
      ]);
      counted.push(`${points.length} of a correction, approved`);
      expect(points.length).toBeGreaterThanOrEqual(53);
    },
    TIMEOUT_MS,
  );
});

/** Of the newest run: outcomes, and reasons of those held back. */
function outcomes({ items, runs }: Readonly<Record<string, readonly unknown[]>>): string[] {
  const newest = (runs as { created_at_ms: number; manifest: string }[]).toSorted(
    (a, b) => b.created_at_ms - a.created_at_ms,
  )[0];
  return (items as { outcome: string; reason: string; manifest: string }[])
    .filter(({ manifest }) => manifest === newest?.manifest)
    .map(({ outcome, reason }) => reason || outcome)
    .sort();
}

describe('an outbox worker that dies at any of its calls', () => {
  it(
    'has everything delivered and mailed in the end, and nothing that is not committed',
    async () => {
      const world = await oneInvoiced();
      world.report = REPORT;
      await schedule(world.ports, async () => {});
      await world.keep();
      const work: Work = async (ports) => {
        await drainOutbox(ports);
        await drainOutbox(ports);
      };
      const points = await pointsOf(world.ports, work);
      const numbers = world.mailed.map((letter) => numberOf(letter)).sort();
      expect(numbers).toHaveLength(3);
      for (const point of points) {
        await world.putBack();
        expect(await dieAt(point, world.ports, work), name(point)).toBe(true);
        // The dead worker's claims run out.
        world.nowMs += 180_000;
        await work(world.ports, async () => {});
        expect([...new Set(world.mailed.map(numberOf))].sort(), name(point)).toEqual(numbers);
        expect(new Set(world.delivered).size, name(point)).toBe(3);
        const left = await env.DB.prepare("SELECT * FROM outbox WHERE state <> 'done'").all();
        expect(left.results, name(point)).toEqual([]);
      }
      counted.push(`${points.length} of the outbox`);
      expect(points.length).toBeGreaterThanOrEqual(37);
    },
    TIMEOUT_MS,
  );
});

const numberOf = (letter: FixedWorld['mailed'][number]) =>
  letter.kind === 'invoice_issued' ? letter.number : letter.kind;

describe('an enrolment that dies at any of its calls', () => {
  it(
    'ends with one client and one panel user',
    async () => {
      const world = await FixedWorld.open();
      const person = { name: 'Ada', company: '', email: 'ada@sim.test', password: 'Abcdef123' };
      await requestSignup(world.ports, { ...person, browserSecret: 'browser' });
      await drainOutbox(world.ports);
      const [letter] = world.mailed;
      const url = letter?.kind === 'verify_address' ? letter.url : '';
      await world.keep();
      const work: Work = async (ports) => {
        await acceptTerms(ports, {
          token: new URL(url).searchParams.get('token') ?? '',
          browserSecret: 'browser',
          accepted: [
            { kind: 'terms_of_service', version: '1' },
            { kind: 'post_pay_terms', version: '1' },
          ],
          currency: 'EUR' as never, // a branded code that core knows
          password: undefined,
          ip: '',
          userAgent: '',
        });
      };
      const points = await pointsOf(world.ports, work);
      for (const point of points) {
        await world.putBack();
        expect(await dieAt(point, world.ports, work), name(point)).toBe(true);
        // The person tries again, which changes nothing if it had worked; the next day catches up.
        await work(world.ports, async () => {});
        world.nowMs += 86_400_000;
        await dailyAutomation(world.ports, 'cron');
        const client = await world.ports.store.clients.byEmail('ada@sim.test');
        expect(client?.state, name(point)).toBe('enrolled');
        const mine = world.panelUsers.filter(({ email }) => email === 'ada@sim.test');
        expect(mine, name(point)).toEqual([
          {
            id: client?.panelUserId,
            email: 'ada@sim.test',
            billingUserId: client?.number,
            isAdmin: false,
          },
        ]);
      }
      counted.push(`${points.length} of an enrolment`);
      expect(points.length).toBeGreaterThanOrEqual(17);
    },
    TIMEOUT_MS,
  );
});

afterAll(() => {
  if (inject('simulation').tell) console.log(counted.join(', '));
});
