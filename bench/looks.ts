// What a look at many servers costs when few of them have changed: time, rows written, calls, memory.
import { figure, megabytes, number, type SuiteResult, withSpread } from './figures.ts';
import { PRODUCTION_LIMITS, subrequests } from './invocation.ts';
import { startListing } from './listing.ts';
import type { LookCost } from './looks-worker.ts';
import { watchMemory } from './memory.ts';
import { timed } from './rounds.ts';
import { settings } from './settings.ts';
import { startWorker } from './start-worker.ts';

export interface LooksOptions {
  readonly servers: number;
  /** Of a hundred servers, before each look. */
  readonly changedPercent: number;
  readonly rounds: number;
}

interface MeasuredLook {
  readonly ms: number;
  readonly cost: LookCost;
}

/** The first look sees every server for the first time; the others are what happens every hour. */
export async function benchLooks(options: LooksOptions): Promise<SuiteResult> {
  const { servers, changedPercent, rounds } = options;
  const panel = await startListing();
  await panel.send({ servers });
  const worker = await startWorker({
    entry: 'bench/looks-worker.ts',
    databases: ['DB'],
    settings: { ...settings(panel.apiUrl), USAGE_SOURCE: 'metering' },
    inspects: true,
  });
  try {
    const memory = await watchMemory(worker);
    const first = await look(worker);
    const hourly: MeasuredLook[] = [];
    for (let round = 0; round < rounds; round++) {
      await panel.send({ change: (servers * changedPercent) / 100 });
      hourly.push(await look(worker));
    }
    const quiet = await look(worker);
    const peaks = await memory.peaks();
    const row = (label: string, looks: readonly MeasuredLook[]) => {
      const most = (of: (cost: LookCost) => number) =>
        number(Math.max(...looks.map(({ cost }) => of(cost))));
      return [
        label,
        withSpread(figure(looks.map(({ ms }) => ms / 1_000)), 1),
        most(({ look }) => look?.changed ?? 0),
        most(({ rowsWritten }) => rowsWritten),
        most(({ fetches }) => fetches),
        most(({ fetchesAtOnce }) => fetchesAtOnce),
        most(({ d1Queries }) => d1Queries),
        most(subrequests),
        megabytes(Math.max(...looks.map(({ cost }) => cost.d1ParameterBytes))),
      ] as const;
    };
    const { d1Queries, subrequests: calls, fetchesAtOnce } = PRODUCTION_LIMITS;
    return {
      tables: [
        {
          title: `A look at ${number(servers)} servers, ${changedPercent} % changed since the one before`,
          head: [
            'look',
            'seconds: median (min–max)',
            'changed',
            'rows written',
            'fetches',
            'at once',
            'D1 queries',
            'subrequests',
            'largest parameter',
          ],
          rows: [
            row('the first one ever', [first]),
            row('hourly', hourly),
            row('nothing changed', [quiet]),
          ],
          notes: [
            `production allows ${number(d1Queries)} queries, ${number(calls)} subrequests and ${fetchesAtOnce} connections at once per invocation`,
            'rows written as D1 bills them: of tables and of their indexes',
            `memory of the isolate at its peak: ${megabytes(peaks.isolateBytes)} (${peaks.samples} samples)`,
            'of the changed, half got another plan, a quarter was deleted and a quarter made; the panel answers at once',
          ],
        },
      ],
      data: { options, first, hourly, quiet, peaks },
    };
  } finally {
    await worker.stop();
    panel.stop();
  }
}

async function look(worker: Parameters<typeof timed>[0]): Promise<MeasuredLook> {
  const { ms, answer: cost } = await timed<LookCost>(worker, '/bench/look');
  if (cost.look?.state !== 'good') throw new Error(`the look is ${cost.look?.state}`);
  return { ms, cost };
}
