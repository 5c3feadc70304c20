import { env } from 'cloudflare:workers';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { RunId } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { acceptTerms } from '#usecases/enrolment/accept-terms.ts';
import { provisionClient } from '#usecases/enrolment/provision-client.ts';
import { requestSignup } from '#usecases/enrolment/request-signup.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { approveRun } from '#usecases/invoicing/approve-run.ts';
import { startRun } from '#usecases/invoicing/start-run.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';
import { whatIsWrong } from './support/always.ts';
import {
  type CrashPoint,
  dieAt,
  overtakeAt,
  pointsOf,
  type Touch,
} from './support/crash-points.ts';
import { FixedWorld, MONTH, outcomeRows, REPORT, REVISED } from './support/fixed-world.ts';
import { takeSnapshot } from './support/snapshot.ts';

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
    // What is there is whole, also while nobody has come to finish it.
    expect(whatIsWrong(await takeSnapshot()), name(point)).toEqual([]);
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

describe('a run that another holder overtakes at any of its calls', () => {
  it(
    'bills everybody once, and its own late commits do nothing',
    async () => {
      const world = await oneInvoiced();
      world.report = REPORT;
      await world.keep();
      const points = await pointsOf(world.ports, schedule);
      const undisturbed = documentsOf(await outcomeRows());
      for (const point of points) {
        await world.putBack();
        const faster = () => finish(world, schedule, 'schedule');
        expect(await overtakeAt(point, world.ports, schedule, faster), name(point)).toBe(true);
        expect(whatIsWrong(await takeSnapshot()), name(point)).toEqual([]);
        await finish(world, schedule, 'schedule');
        expect(documentsOf(await outcomeRows()), name(point)).toEqual(undisturbed);
      }
    },
    TIMEOUT_MS,
  );
});

/** Of what a run leaves behind, that which must be there once, however many runs there were. */
function documentsOf({ invoices, lines, series, outbox }: Awaited<ReturnType<typeof outcomeRows>>) {
  return { invoices, lines, series, outbox };
}

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
        world.nowMs += 240_000;
        await work(world.ports, async () => {});
        expect([...new Set(world.mailed.map(numberOf))].sort(), name(point)).toEqual(numbers);
        expect([...world.billing.delivered].sort(), name(point)).toEqual(numbers);
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

const PERSON = {
  name: 'Ada',
  company: '',
  language: 'en',
  email: 'ada@sim.test',
  password: 'Abcdef123',
};

/** A world in which somebody has signed up and got the link; what accepting does is the work. */
async function oneSignedUp(): Promise<{ world: FixedWorld; accept: Work }> {
  const world = await FixedWorld.open();
  await requestSignup(world.ports, { ...PERSON, browserSecret: 'browser' });
  await drainOutbox(world.ports);
  const [letter] = world.mailed;
  const url = letter?.kind === 'verify_address' ? letter.url : '';
  await world.keep();
  const accept: Work = (ports) =>
    acceptTerms(ports, {
      token: new URL(url).searchParams.get('token') ?? '',
      browserSecret: 'browser',
      accepted: [
        { kind: 'terms_of_service', version: '1' },
        { kind: 'post_pay_terms', version: '1' },
      ],
      currency: 'EUR' as never, // a branded code that core knows
      password: undefined,
      language: 'en',
      ip: '',
      userAgent: '',
    });
  return { world, accept };
}

async function expectOnePanelUser(world: FixedWorld, point: CrashPoint): Promise<void> {
  const client = await world.ports.store.clients.byEmail(PERSON.email);
  expect(client?.state, name(point)).toBe('enrolled');
  expect(
    world.panelUsers.filter(({ email }) => email === PERSON.email),
    name(point),
  ).toEqual([
    {
      id: client?.panelUserId,
      email: PERSON.email,
      billingUserId: client?.number,
      isAdmin: false,
    },
  ]);
}

describe('an enrolment', () => {
  it(
    'that dies at any of its calls ends with one client and one panel user',
    async () => {
      const { world, accept } = await oneSignedUp();
      const points = await pointsOf(world.ports, accept);
      for (const point of points) {
        await world.putBack();
        expect(await dieAt(point, world.ports, accept), name(point)).toBe(true);
        // The person tries again, which changes nothing if it had worked; the next day catches up.
        await accept(world.ports, async () => {});
        world.nowMs += 86_400_000;
        await dailyAutomation(world.ports, 'cron');
        await expectOnePanelUser(world, point);
      }
      counted.push(`${points.length} of an enrolment`);
      expect(points.length).toBeGreaterThanOrEqual(17);
    },
    TIMEOUT_MS,
  );

  it(
    'that a second attempt overtakes at any of its calls ends with one panel user',
    async () => {
      const { world, accept } = await oneSignedUp();
      for (const point of await pointsOf(world.ports, accept)) {
        await world.putBack();
        const secondAttempt = async () => {
          const client = await world.ports.store.clients.byEmail(PERSON.email);
          if (client) await provisionClient(world.ports, client.id, {});
        };
        await overtakeAt(point, world.ports, accept, secondAttempt);
        await secondAttempt();
        await expectOnePanelUser(world, point);
      }
    },
    TIMEOUT_MS,
  );
});

afterAll(() => {
  if (inject('simulation').tell) console.log(counted.join(', '));
});
