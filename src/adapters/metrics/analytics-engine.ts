import type { Measured, Metrics } from '#ports/metrics.ts';

/** What Workers Analytics Engine takes from one invocation (docs/platform.md). */
const POINTS_AT_MOST = 25;

interface Sum {
  readonly measured: Measured;
  count: number;
  ms: number;
  longestMs: number;
}

/**
 * Sums by name, kind and outcome, written as data points: blobs are those three, doubles are count, sum of milliseconds
 * and the longest. A run makes thousands of calls in one invocation, so single ones cannot be written.
 */
export function createMetrics(dataset: AnalyticsEngineDataset | undefined): Metrics {
  if (!dataset) return NO_METRICS;
  const sums = new Map<string, Sum>();
  return {
    add(measured) {
      const { name, kind, outcome, count = 1, ms = 0 } = measured;
      const key = `${name} ${kind} ${outcome}`;
      const sum = sums.get(key) ?? { measured, count: 0, ms: 0, longestMs: 0 };
      sum.count += count;
      sum.ms += ms;
      sum.longestMs = Math.max(sum.longestMs, ms);
      sums.set(key, sum);
    },
    flush() {
      const fullest = [...sums.values()].sort((a, b) => b.count - a.count);
      for (const { measured, count, ms, longestMs } of fullest.slice(0, POINTS_AT_MOST)) {
        const { name, kind, outcome } = measured;
        const doubles = [count, ms, longestMs];
        dataset.writeDataPoint({ indexes: [name], blobs: [name, kind, outcome], doubles });
      }
      sums.clear();
    },
  };
}

const NO_METRICS: Metrics = { add: () => undefined, flush: () => undefined };
