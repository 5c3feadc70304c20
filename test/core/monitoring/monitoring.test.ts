import { describe, expect, it } from 'vitest';
import { alarmDay, alarmKey, missedAutomation } from '#core/monitoring/alarm.ts';
import { prometheusText } from '#core/monitoring/prometheus.ts';
import { CRONS } from '../../../src/jobs/cron.ts';

const at = (iso: string) => Date.parse(iso);

describe('missedAutomation', () => {
  const longAgo = at('2026-01-01T00:00:00Z');
  const missed = (now: string, last: string | null, inUseSinceMs: number | null = longAgo) => {
    const dueAtMs = missedAutomation(
      { lastAtMs: last === null ? null : at(last), inUseSinceMs },
      at(now),
    );
    return dueAtMs === undefined ? undefined : new Date(dueAtMs).toISOString();
  };

  it('knows the trigger of the daily automation', () => {
    const [hour, minute] = (missed('2026-11-10T12:00:00Z', null) ?? '').slice(11, 16).split(':');
    expect(CRONS).toHaveProperty([`${Number(minute)} ${Number(hour)} * * *`]);
  });

  it.each([
    ['2026-11-10T02:14:00Z', '2026-11-09T01:15:00Z', undefined],
    ['2026-11-10T02:15:00Z', '2026-11-09T01:15:00Z', '2026-11-10T01:15:00.000Z'],
    ['2026-11-10T02:15:00Z', '2026-11-10T01:15:00Z', undefined],
    ['2026-11-10T23:59:00Z', '2026-11-09T23:00:00Z', '2026-11-10T01:15:00.000Z'],
    ['2026-11-11T01:00:00Z', '2026-11-10T09:00:00Z', undefined],
    ['2026-11-11T01:00:00Z', null, '2026-11-10T01:15:00.000Z'],
  ])('at %s with the last one at %s: %s', (now, last, due) => {
    expect(missed(now, last)).toBe(due);
  });

  it('misses nothing before anybody used the service', () => {
    expect(missed('2026-11-10T12:00:00Z', null, null)).toBeUndefined();
    expect(missed('2026-11-10T12:00:00Z', null, at('2026-11-10T01:16:00Z'))).toBeUndefined();
    expect(missed('2026-11-10T12:00:00Z', null, at('2026-11-10T01:14:00Z'))).toBeDefined();
  });
});

describe('alarmKey', () => {
  it('tells the subjects of a cause apart, and days in UTC', () => {
    const month = '2026-10' as never;
    const stuck = (runId: string) => alarmKey({ cause: 'run_stuck', runId, month });
    expect(stuck('run_a')).not.toBe(stuck('run_b'));
    expect(alarmDay(at('2026-11-10T23:59:59Z'))).toBe('2026-11-10');
  });
});

describe('prometheusText', () => {
  it('writes help, type and samples, with labels escaped', () => {
    const samples = [
      { value: 3 },
      { labels: { state: 'a"b\\c\nd', month: '2026-10' }, value: 0.5 },
    ];
    expect(prometheusText([{ name: 'x', help: 'What\nit is.', samples }])).toBe(
      [
        '# HELP postmeter_x What\\nit is.',
        '# TYPE postmeter_x gauge',
        'postmeter_x 3',
        'postmeter_x{state="a\\"b\\\\c\\nd",month="2026-10"} 0.5',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what has no sample', () => {
    expect(prometheusText([{ name: 'x', help: '', samples: [] }])).toBe('');
  });
});
