// What every kind of invocation asks of the platform, counted while it is made to do the most that it does in one go,
// beside what production allows and local workerd does not enforce.
import { busyDay, type Noted } from './busy-day.ts';
import { number, type SuiteResult } from './figures.ts';
import { type Counts, PRODUCTION_LIMITS, subrequests } from './invocation.ts';

/** More than one piece of an execution, and more than the automation delivers in one go. */
const CLIENTS = 5_100;
/** More than the automation provisions in one go. */
const WAITING_CLIENTS = 120;

export async function benchLimits(): Promise<SuiteResult> {
  const size = { clients: CLIENTS, waiting: WAITING_CLIENTS, isWhole: false };
  const { oneClient, theDay } = await busyDay(size);
  return report([...oneClient, ...theDay]);
}

function report(noted: readonly Noted[]): SuiteResult {
  const invocations = [...new Set(noted.map(({ invocation }) => invocation))].sort();
  const most = invocations.map((invocation) => {
    const counts = noted.filter((one) => one.invocation === invocation).map((one) => one.counts);
    const max = (of: (counts: Counts) => number) => Math.max(...counts.map(of));
    return {
      invocation,
      times: counts.length,
      d1Queries: max((one) => one.d1Queries),
      d1Calls: max((one) => one.d1Calls),
      fetches: max((one) => one.fetches),
      fetchesAtOnce: max((one) => one.fetchesAtOnce),
      queueSends: max((one) => one.queueSends),
      objectCalls: max((one) => one.objectCalls),
      subrequests: max(subrequests),
      d1Parameters: max((one) => one.d1Parameters),
      d1StatementBytes: max((one) => one.d1StatementBytes),
      d1ParameterBytes: max((one) => one.d1ParameterBytes),
    };
  });
  const limits = PRODUCTION_LIMITS;
  const beyond = most
    .filter(
      (one) =>
        one.d1Queries > limits.d1Queries ||
        one.subrequests > limits.subrequests ||
        one.fetchesAtOnce > limits.fetchesAtOnce ||
        one.d1Parameters > limits.d1Parameters ||
        one.d1StatementBytes > limits.d1StatementBytes ||
        one.d1ParameterBytes > limits.d1ParameterBytes,
    )
    .map(({ invocation }) => invocation);
  const beyondFree = most
    .filter(({ d1Queries }) => d1Queries > limits.d1QueriesFree)
    .map(({ invocation }) => invocation);
  return {
    tables: [
      {
        title: 'What one invocation asks of the platform, at most',
        head: [
          'invocation',
          'seen',
          'D1 queries',
          'D1 calls',
          'fetches',
          'at once',
          'queue',
          'object',
          'subrequests',
          'largest parameter',
        ],
        rows: [
          [
            'production allows',
            '',
            number(limits.d1Queries),
            '',
            '',
            number(limits.fetchesAtOnce),
            '',
            '',
            number(limits.subrequests),
            number(limits.d1ParameterBytes),
          ],
          ...most.map((one): [string, ...string[]] => [
            one.invocation,
            number(one.times),
            number(one.d1Queries),
            number(one.d1Calls),
            number(one.fetches),
            number(one.fetchesAtOnce),
            number(one.queueSends),
            number(one.objectCalls),
            number(one.subrequests),
            number(one.d1ParameterBytes),
          ]),
        ],
        notes: [
          `beyond a limit of the paid plan: ${beyond.join('; ') || 'none'}`,
          `beyond the free plan's ${limits.d1QueriesFree} D1 queries: ${beyondFree.join('; ') || 'none'}`,
          'each statement of a batch counts as a query; a fetch is under way until its answer is read to the end',
        ],
      },
    ],
    data: { limits, most, beyond, beyondFree },
  };
}
