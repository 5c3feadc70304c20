import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExportFolder } from '../../../cli/export/export-folder.ts';

const OF = { origin: 'https://billing.example.net', of: 'client cli_1' };

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(`${tmpdir()}/postmeter-export-`);
});
afterEach(() => rm(parent, { recursive: true }));

async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield text;
  }
}

describe('openExportFolder', () => {
  it('leaves nothing behind where the first answer is a refusal', async () => {
    const folder = await openExportFolder(`${parent}/below/ada`, OF);
    const refused = folder.write('documents.ndjson', pieces(new Error('client_unknown')));
    await expect(refused).rejects.toThrow('client_unknown');
    expect([await readdir(parent), folder.isBegun()]).toEqual([[], false]);
  });

  it('keeps what is whole where a later answer fails, and goes on there', async () => {
    const path = `${parent}/ada`;
    const folder = await openExportFolder(path, OF);
    await Promise.all([
      folder.write('client.json', '{}\n'),
      folder.write('a/list.ndjson', pieces('1\n', '2\n')),
      folder.write('none.ndjson', pieces()),
    ]);
    const broken = folder.write('runs.ndjson', pieces('1\n', new Error('gone')));
    await expect(broken).rejects.toThrow('gone');
    expect(await readFile(`${path}/a/list.ndjson`, 'utf8')).toBe('1\n2\n');
    const again = await openExportFolder(path, OF);
    expect([again.resumed, again.isBegun()]).toEqual([true, true]);
    expect(await Promise.all(['client.json', 'runs.ndjson'].map(again.has))).toEqual([true, false]);
    await again.finish();
    expect(JSON.parse(await readFile(`${path}/export.json`, 'utf8'))).toMatchObject({
      ...OF,
      finishedAt: expect.any(String),
    });
  });

  it('takes no folder that holds another export', async () => {
    const folder = await openExportFolder(parent, OF);
    await folder.write('client.json', '{}\n');
    const other = openExportFolder(parent, { ...OF, of: 'instance' });
    await expect(other).rejects.toMatchObject({ code: 'folder_taken' });
  });
});
