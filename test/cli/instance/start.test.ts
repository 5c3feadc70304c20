import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PULSE_CRON } from '../../../cli/instance/start.ts';
import { ROOT } from '../../../cli/root.ts';

describe('PULSE_CRON', () => {
  it('is one of the triggers of wrangler.toml', async () => {
    const wrangler = await readFile(`${ROOT}/wrangler.toml`, 'utf8');
    expect(/^crons = (\[.*\])$/m.exec(wrangler)?.[1]).toContain(JSON.stringify(PULSE_CRON));
  });
});
