import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLog } from '#adapters/platform/log.ts';

afterEach(() => void vi.restoreAllMocks());

describe('createLog', () => {
  it.each(['info', 'warn', 'error'] as const)('writes %s as one JSON line', (level) => {
    const write = vi.spyOn(console, level === 'info' ? 'log' : level).mockImplementation(() => {});
    createLog({ requestId: 'r1' })[level]('run_started', { run: 'run_1', clients: 3 });
    expect(write).toHaveBeenCalledOnce();
    expect(JSON.parse(String(write.mock.calls[0]?.[0]))).toEqual({
      level,
      event: 'run_started',
      requestId: 'r1',
      run: 'run_1',
      clients: 3,
    });
  });

  it('lets no field change the level, the event, or break the line', () => {
    const write = vi.spyOn(console, 'log').mockImplementation(() => {});
    createLog({ level: 'error' }).info('signup', { event: 'x', reason: 'a\nb' });
    const line = String(write.mock.calls[0]?.[0]);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({ level: 'info', event: 'signup', reason: 'a\nb' });
  });
});
