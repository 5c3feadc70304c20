import { describe, expect, it } from 'vitest';
import { plansOf } from '../../support/query-plans.ts';
import { newWorld } from '../../support/world.ts';

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
    const lines = plans.flatMap((plan) => plan.lines).join('\n');
    expect(lines).toContain(index);
    expect(lines).not.toContain('TEMP B-TREE');
  });
});
