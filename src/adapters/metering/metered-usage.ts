// Usage out of what metering has stored, and two sources side by side.
import { besides } from '#core/metering/compare-usage.ts';
import { meter } from '#core/metering/meter.ts';
import type { MeteringRules } from '#core/metering/price-life.ts';
import type { TimeRange } from '#core/month.ts';
import { UNANSWERED, type Usage } from '#core/usage/usage.ts';
import type { Log } from '#ports/log.ts';
import type { MeteringReads } from '#ports/metering-reads.ts';
import type { UsageSoFar, UsageSource } from '#ports/usage-source.ts';

/** One query; their whole history of the month is in memory at once. */
const USERS_AT_ONCE = 50;

interface Question {
  readonly panelUserId: number;
  readonly answer: (soFar: UsageSoFar) => void;
  readonly fail: (error: unknown) => void;
}

/** Questions about one range, to be answered together. */
interface Batch {
  readonly range: TimeRange;
  readonly untilKnown: boolean;
  readonly questions: Question[];
}

/**
 * Questions that are asked at once are answered by one query: a run asks for thousands of clients, and the platform
 * bounds the queries of an invocation (docs/platform.md).
 */
export function createMeteredUsage(
  metering: Pick<MeteringReads, 'history'>,
  rules: MeteringRules,
  log: Log,
): UsageSource {
  const waiting = new Map<string, Batch>();

  async function answer({ range, untilKnown, questions }: Batch): Promise<void> {
    const users = [...new Set(questions.map(({ panelUserId }) => panelUserId))];
    const { coverage, records } = await metering.history(users, range.startMs);
    const { lastGoodMs } = coverage;
    const asOfMs = untilKnown
      ? Math.max(range.startMs, Math.min(range.endMs, lastGoodMs))
      : range.endMs;
    const known = { ...range, endMs: asOfMs };
    for (const question of questions) {
      const { panelUserId } = question;
      const usage = meter(records.get(panelUserId) ?? [], panelUserId, known, coverage, rules);
      if (usage.kind === 'unavailable') {
        log.warn('usage_unavailable', { panelUserId, why: usage.why, detail: usage.detail });
      }
      question.answer({ usage, asOfMs });
    }
  }

  function ask(panelUserId: number, range: TimeRange, untilKnown: boolean): Promise<UsageSoFar> {
    return new Promise((resolve, reject) => {
      const question = { panelUserId, answer: resolve, fail: reject };
      const key = `${range.startMs}-${range.endMs}-${untilKnown}`;
      const asked = waiting.get(key);
      if (asked) {
        asked.questions.push(question);
        return;
      }
      const batch = { range, untilKnown, questions: [question] };
      waiting.set(key, batch);
      queueMicrotask(() => {
        waiting.delete(key);
        answer(batch).catch((error: unknown) => {
          for (const { fail } of batch.questions) fail(error);
        });
      });
    });
  }

  const read = async (panelUserId: number, range: TimeRange) =>
    (await ask(panelUserId, range, false)).usage;
  return {
    read,
    usersAtOnce: USERS_AT_ONCE,
    readMany: (panelUserIds, range) => Promise.all(panelUserIds.map((id) => read(id, range))),
    readSoFar: (panelUserId, range) => ask(panelUserId, range, true),
    readManySoFar: (panelUserIds, range) =>
      Promise.all(panelUserIds.map((id) => ask(id, range, true))),
  };
}

/** Asks both; the first one's figures are billed, and the second one's stand beside them. */
export function createBothUsages(billed: UsageSource, second: UsageSource): UsageSource {
  async function readMany(panelUserIds: readonly number[], range: TimeRange): Promise<Usage[]> {
    const [first, beside] = await Promise.all([
      billed.readMany(panelUserIds, range),
      second.readMany(panelUserIds, range),
    ]);
    return panelUserIds.map((_, i) => besides(first[i] ?? UNANSWERED, beside[i] ?? UNANSWERED));
  }

  return {
    async read(panelUserId, range) {
      return (await readMany([panelUserId], range))[0] ?? UNANSWERED;
    },
    usersAtOnce: Math.min(billed.usersAtOnce, second.usersAtOnce),
    readMany,
    // An estimate shows what would be billed; the second measurement matters to a plan alone.
    readSoFar: (panelUserId, range) => billed.readSoFar(panelUserId, range),
    readManySoFar: (panelUserIds, range) => billed.readManySoFar(panelUserIds, range),
  };
}
