import { describe, expect, it } from 'vitest';
import { plansOf, wholeScans } from '../../support/query-plans.ts';
import { newWorld } from '../../support/world.ts';

const NOW_MS = Date.parse('2026-11-10T12:00:00Z');

describe('the reads of the admin area', () => {
  it.each([
    ['all events', {}, 'audit_event'],
    ['events by actor', { actor: 'admin:x' }, 'audit_event_actor'],
    ['events by action', { action: 'refused' }, 'audit_event_action'],
    ['events by subject', { subjectId: 'cli_x' }, 'audit_event_subject'],
    ['events by actor, further on', { actor: 'admin:x', before: 9 }, 'audit_event_actor'],
  ])('find %s by an index, in its order', async (_, query, index) => {
    await newWorld();
    const plans = await plansOf((store) => store.operators.audit({ ...query, limit: 51 }));
    const lines = plans.flat().join('\n');
    expect(lines).toContain(index);
    expect(lines).not.toContain('TEMP B-TREE');
  });

  it('look at no whole table but that of pending sign-ups', async () => {
    await newWorld();
    const plans = await plansOf(async (store) => {
      await store.operatorAccess.session('hash', NOW_MS);
      await store.operatorAccess.sessions(NOW_MS, 10);
      await store.operatorAccess.signedBy('hash', NOW_MS);
      await store.operatorAccess.passkeys(10, 'kid');
      await store.operatorAccess.passkey('id');
      await store.operators.notedCosts('2026-11-09');
      await store.operators.withoutCosts('2026-11-09', '', 100);
    });
    const tables = ['operator_session', 'operator_sign_in', 'operator_passkey', 'client', 'c', 'd'];
    expect(wholeScans(plans, tables)).toEqual([]);
  });
});
