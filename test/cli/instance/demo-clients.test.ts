import { describe, expect, it } from 'vitest';
import { monthAt, monthBefore, monthRange } from '#core/month.ts';
import { demoClients } from '../../../cli/instance/demo-clients.ts';

// The edges of a year and of short months, where "last month" is easily miscounted.
describe.each(['2026-03-01T00:00:00Z', '2027-01-01T09:30:00Z', '2028-02-29T23:59:59Z'])(
  'demoClients at %s',
  (now) => {
    const nowMs = Date.parse(now);
    const { enrolled, notEnrolled } = demoClients(nowMs);

    it('has a dozen enrolled clients and one who is not', () => {
      expect(enrolled).toHaveLength(12);
      expect(notEnrolled.servers).toEqual([]);
    });

    it('gives each its own number and address', () => {
      const all = [...enrolled, notEnrolled];
      expect(new Set(all.map(({ number }) => number)).size).toBe(13);
      expect(new Set(all.map(({ email }) => email)).size).toBe(13);
    });

    it('lets everybody join with last month, so that no older one is left to invoice', () => {
      const { startMs } = monthRange(monthBefore(monthAt(nowMs, 'UTC')), 'UTC');
      expect(new Set(enrolled.map(({ joinedAtMs }) => joinedAtMs))).toEqual(new Set([startMs]));
    });

    it('lets nothing happen in the future', () => {
      for (const { servers } of enrolled) {
        for (const { created_at, deleted_at } of servers) {
          expect(Date.parse(deleted_at ?? created_at)).toBeLessThan(nowMs);
        }
      }
    });
  },
);
