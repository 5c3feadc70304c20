// A whole service whose one invoice is issued and waits for its delivery, and the time that passes for it.
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { enrolMany, openShop } from '../../../../support/people.ts';
import { runMonth } from '../../../../support/runs.ts';
import { newWorld, type World } from '../../../../support/world.ts';
import type { Target, TargetDesk } from './target.ts';

const SETTLE_SECONDS = 60;
const ROUND_MS = 10 * 60_000;
const ROUNDS = 6;

export interface Issued {
  readonly world: World;
  readonly desk: TargetDesk;
  /** Decimal text. */
  readonly total: string;
}

export async function issued(
  target: Target,
  settings: Readonly<Record<string, string>> = {},
  servers = 2,
): Promise<Issued> {
  const world = await newWorld({
    settings: ({ url }) => ({
      ...target.settings(url),
      BILLING_SETTLE_SECONDS: String(SETTLE_SECONDS),
      ...settings,
    }),
  });
  await openShop(world);
  await enrolMany(world, 1, () =>
    Array.from({ length: servers }, (_, n) => ({
      name: `web-${n} "A&B" <ö>`,
      plan: 1,
      created_at: '2026-10-05T00:00:00Z',
      backups: n === 0,
    })),
  );
  await runMonth(world.ports);
  const [row] = await world.sql<{ total: number }>('SELECT total_minor AS total FROM invoice');
  if (!row) throw new Error('no invoice was issued');
  return { world, desk: target.desk(world.emulators.url), total: (row.total / 100).toFixed(2) };
}

/** Everything that the service does by itself for an hour, and the automation of the day after. */
export async function passTime({ world }: Pick<Issued, 'world'>): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await world.drain();
    await world.passMs(ROUND_MS);
  }
  await world.passMs(24 * 3_600_000);
  await dailyAutomation(world.ports, 'test');
  await world.drain();
}

/** What stands in our books about the one delivery. */
export async function delivery({ world }: Pick<Issued, 'world'>) {
  const [row] = await world.sql<{
    phase: string;
    problem: string;
    payment: string;
    task: string;
    delivered: number | null;
  }>(
    `SELECT delivery.phase, delivery.problem, delivery.payment, outbox.state AS task, invoice.delivered_at_ms AS delivered
     FROM invoice LEFT JOIN delivery ON delivery.invoice_id = invoice.id
       JOIN outbox ON outbox.subject_id = invoice.id AND outbox.kind = 'deliver_invoice'`,
  );
  if (!row) throw new Error('no delivery');
  return row;
}

export async function invoiceMails({ world }: Pick<Issued, 'world'>): Promise<number> {
  const mails = await world.emulators.messages('client-0@example.com');
  return mails.filter(({ subject }) => subject.startsWith('Invoice ')).length;
}
