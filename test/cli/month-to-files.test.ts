// A month through the command, from its plan to files on a disk, against a whole instance.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthAt, monthBefore } from '#core/month.ts';
import { documentsOf, type RunJson } from '../../cli/admin/runs.ts';
import { type Live, problemIn, startLive } from './support/live-instance.ts';
import { runPostmeter } from './support/run-postmeter.ts';

let live: Live;
beforeAll(async () => {
  live = await startLive();
}, 120_000);
afterAll(() => live?.stop());

describe('a month from plan to files', () => {
  const month = monthBefore(monthAt(Date.now(), 'UTC'));
  let manifest = '';

  it('is planned and executed, as often as somebody says so, once', async () => {
    const planned = await live.ask('operator', 'plan', month, '--json');
    expect(planned.code).toBe(0);
    const plan = JSON.parse(planned.out) as RunJson;
    manifest = plan.manifest;
    const unasked = await live.ask('operator', 'execute', month, '--manifest', manifest);
    expect([unasked.code, unasked.error]).toEqual([
      5,
      'Nobody to ask here. Nothing was changed.\nRun it again with --yes to do it.\n',
    ]);
    expect(await documents()).toBe(0);
    const other = manifest.replace(/./, (digit) => (digit === '0' ? '1' : '0'));
    const wrong = await live.ask(
      'operator',
      'execute',
      month,
      '--manifest',
      other,
      '--yes',
      '--json',
    );
    expect([wrong.code, problemIn(wrong.error)]).toMatchObject([1, { code: 'manifest_unknown' }]);
    const made = await live.ask('operator', 'execute', month, '--manifest', manifest, '--yes');
    expect([made.code, made.out]).toEqual([0, expect.stringContaining(`invoices for ${month}.`)]);
    const count = await documents();
    expect(count).toBe(documentsOf(plan));
    const again = await live.ask('operator', 'execute', month, '--manifest', manifest, '--yes');
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('executed before')]);
    expect(await documents()).toBe(count);
  });

  it('is exported, each document verifies, and what is there is not fetched again', async () => {
    const to = `${live.folder}/month`;
    const first = await live.ask(
      'operator',
      'export',
      'month',
      month,
      '--to',
      to,
      '--no-pdf',
      '--json',
    );
    expect(JSON.parse(first.out)).toMatchObject({ resumed: false, documents: await documents() });
    const names = (await readdir(`${to}/documents/${month}`)).sort();
    expect(names).toHaveLength(await documents());
    for (const name of names) {
      expect((await runPostmeter('verify', `${to}/documents/${month}/${name}`)).code).toBe(0);
    }
    const csv = await readFile(`${to}/documents.csv`, 'utf8');
    expect(csv.split('\r\n')).toHaveLength(names.length + 2);

    // Broken off: the state says so, one document is missing, and another is recognisably the one that was there.
    const [kept = '', lost = ''] = names;
    await writeFile(
      `${to}/export.json`,
      (await readFile(`${to}/export.json`, 'utf8')).replace(
        /"finishedAt": ".*"/,
        '"finishedAt": null',
      ),
    );
    const text = await readFile(`${to}/documents/${month}/${kept}`, 'utf8');
    await writeFile(`${to}/documents/${month}/${kept}`, `${text} `);
    await rm(`${to}/documents/${month}/${lost}`);
    const more = await live.ask(
      'operator',
      'export',
      'month',
      month,
      '--to',
      to,
      '--no-pdf',
      '--json',
    );
    expect(JSON.parse(more.out)).toMatchObject({ resumed: true });
    expect((await readdir(`${to}/documents/${month}`)).sort()).toEqual(names);
    expect(await readFile(`${to}/documents/${month}/${kept}`, 'utf8')).toBe(`${text} `);

    const taken = await live.ask('operator', 'export', 'all', '--to', to, '--json');
    expect([taken.code, problemIn(taken.error)]).toMatchObject([1, { code: 'folder_taken' }]);
  });

  it('is of one client as an archive, with the PDF and what is stored about the client', async () => {
    const found = await live.ask('reader', 'clients', 'list', 'priya@', '--json');
    const { clients } = JSON.parse(found.out) as { clients: readonly { id: string }[] };
    expect(clients).toHaveLength(1);
    const archive = `${live.folder}/priya.zip`;
    const { code } = await live.ask(
      'reader',
      'export',
      'client',
      clients[0]?.id ?? '',
      '--to',
      archive,
    );
    expect(code).toBe(0);
    const files = unzipSync(new Uint8Array(await readFile(archive)));
    const names = Object.keys(files)
      .map((name) => name.replace(/INV-.*\./, 'INV.'))
      .sort();
    expect(names).toEqual([
      'client.json',
      'document-lines.csv',
      'documents.csv',
      'documents.ndjson',
      `documents/${month}/INV.json`,
      `documents/${month}/INV.pdf`,
      'export.json',
    ]);
    const data = JSON.parse(strFromU8(files['client.json'] ?? new Uint8Array()));
    expect(data.account).toMatchObject({ email: 'priya@kaveri.example' });
    const shown = await live.ask('reader', 'clients', 'show', clients[0]?.id ?? '');
    expect(shown.out).toMatch(/Kaveri Labs <priya@kaveri\.example>[\s\S]*Documents \(1\)/);
    const runs = await live.ask(
      'reader',
      'audit',
      '--actor',
      `admin:${live.kid}`,
      '--action',
      'run_started',
      '--json',
    );
    expect(JSON.parse(runs.out).events).toHaveLength(1);
  });

  it('is part of everything, with the texts that were accepted', async () => {
    const to = `${live.folder}/everything`;
    const { out } = await live.ask('reader', 'export', 'all', '--to', to, '--no-pdf', '--json');
    expect(JSON.parse(out)).toMatchObject({ clients: 13, documents: await documents() });
    const names = await readdir(to, { recursive: true });
    expect(names.filter((name) => /^clients\/cli_.*\.json$/.test(name))).toHaveLength(13);
    expect(names).toEqual(
      expect.arrayContaining([
        'audit.ndjson',
        'clients.ndjson',
        'runs.ndjson',
        'settings.json',
        'terms/terms_of_service-2026-01.html',
        'token-prices.json',
      ]),
    );
    const audit = (await readFile(`${to}/audit.ndjson`, 'utf8')).trimEnd().split('\n');
    expect(audit.map((line) => JSON.parse(line).action)).toContain('run_started');
    expect((await readFile(`${to}/settings.json`, 'utf8')).toLowerCase()).not.toContain('secret');
  });

  it('is watched to its end, and the screen says that nothing needs a person', async () => {
    const { out } = await live.ask('reader', 'runs', 'list', month, '--json');
    const [run] = (JSON.parse(out) as { runs: readonly { runId: string }[] }).runs;
    const watched = await live.ask('reader', 'runs', 'watch', run?.runId ?? '', '--json');
    expect(JSON.parse(watched.out)).toMatchObject({ state: 'executed', manifest });
    const status = await live.ask('reader', 'status', '--json');
    expect(JSON.parse(status.out)).toMatchObject({
      lastRun: { month, state: 'executed' },
      unsettled: [],
    });
  });
});

async function documents(): Promise<number> {
  const row = await live.instance.database
    .prepare('SELECT count(*) AS n FROM invoice')
    .first<{ n: number }>();
  return row?.n ?? 0;
}
