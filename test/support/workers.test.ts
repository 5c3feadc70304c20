import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { newEmulators } from './emulators.ts';

describe('the workers project', () => {
  it('runs in workerd on a real D1', async () => {
    expect(navigator.userAgent).toBe('Cloudflare-Workers');
    expect(await env.DB.prepare('SELECT 1 AS one').first('one')).toBe(1);
  });

  it('reaches emulators that no other test sees', async () => {
    const mine = newEmulators();
    const other = newEmulators();
    await mine.setClock('2026-02-01T00:00:00Z');
    await mine.seed({ email: 'ann@example.com', password: 'Abcdef123' });
    expect(await mine.panelGet('/users')).toMatchObject({ meta: { total: 2 } });
    expect(await other.panelGet('/users')).toMatchObject({ meta: { total: 1 } });
    expect(await mine.requests()).toHaveLength(1);
    expect(await mine.messages()).toEqual([]);
  });
});
