import { describe, expect, it } from 'vitest';
import { noiseFilter } from '../../../cli/checks/without-noise.ts';

describe('noiseFilter', () => {
  it('drops what workerd says of provoked faults, with its stack, and nothing else', () => {
    const lines = [
      ' FAIL  test/a.test.ts',
      'uncaught exception; source = Uncaught (in promise); stack = Error: aborted',
      '    at InvoiceRun.alarm (src/durable-objects/invoice-run.ts:74:18)',
      'exception = kj/async-io.c++:60: disconnected: stream disconnected prematurely',
      'stack: /node_modules/workerd/bin/workerd@51ccf21 /node_modules/workerd/bin/workerd@51cd135',
      'AssertionError: expected 1 to be 2',
      '    at test/a.test.ts:3:4',
      'Error: failure on demand: the reply was lost',
      '    at brokenBody (src/emulators/failures/reply.ts:40:18)',
      'Error: another one',
      '    at somewhere (src/a.ts:1:1)',
    ];
    expect(lines.filter(noiseFilter())).toEqual([
      ' FAIL  test/a.test.ts',
      'AssertionError: expected 1 to be 2',
      '    at test/a.test.ts:3:4',
      'Error: another one',
      '    at somewhere (src/a.ts:1:1)',
    ]);
  });
});
