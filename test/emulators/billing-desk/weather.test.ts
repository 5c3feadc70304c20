/** Everything that may go wrong around a write, on each of the systems alike. */
import { describe, expect, it } from 'vitest';
import { SUBJECTS, type Subject } from './support/subjects.ts';

/** Sends the write and hangs up before it is answered. */
async function hangUp({ server, writing }: Subject, afterMs: number): Promise<void> {
  const aborting = new AbortController();
  const { path, sending } = writing;
  const body = new URLSearchParams(sending.form);
  const headers = new Headers(sending.headers);
  const call = fetch(server.url + path, { method: 'POST', body, headers, signal: aborting.signal });
  setTimeout(() => aborting.abort(), afterMs);
  await expect(call).rejects.toThrow();
}

describe.each(SUBJECTS)('%s', (_name, start) => {
  it('commits a write whose reply it loses', async () => {
    const subject = await start();
    await subject.control({ path: `/${subject.call}`, loseReply: true });
    await expect(subject.write()).rejects.toThrow();
    expect(await subject.invoices()).toHaveLength(1);
  });

  it('commits late what the caller has given up on', async () => {
    const subject = await start();
    await subject.control({ path: `/${subject.call}`, delayMs: 300 });
    await hangUp(subject, 50);
    expect(await subject.invoices()).toHaveLength(0);
    await expect.poll(subject.invoices, { timeout: 5000 }).toHaveLength(1);
  });

  it('commits at once and answers late', async () => {
    const subject = await start();
    await subject.control({ path: `/${subject.call}`, holdMs: 60_000 });
    await hangUp(subject, 200);
    expect(await subject.invoices()).toHaveLength(1);
  });

  it('cuts its JSON, or answers a page in place of it', async () => {
    const subject = await start();
    await subject.control([
      { path: `/${subject.call}`, truncate: 9 },
      { path: '*', body: '<html>proxy</html>', contentType: 'text/html', status: 502 },
    ]);
    const cut = await subject.write();
    expect([cut.status, cut.json, cut.text.length]).toEqual([200, null, 9]);
    expect(await subject.invoices()).toHaveLength(1);
    const page = await subject.write();
    expect([page.status, page.text]).toEqual([502, '<html>proxy</html>']);
    expect(await subject.invoices()).toHaveLength(1);
  });

  it.each(['key', 'address', 'call', 'maintenance', 'html'])(
    'refuses by %s in the middle of a run, and writes nothing',
    async (refuse) => {
      const subject = await start();
      await subject.options({ refuse, refuseAfterCalls: 1 });
      const served = await subject.write();
      expect(served.status).toBe(200);
      const refused = await subject.write();
      const says = refused.json?.success ?? refused.json?.status ?? refused.status < 400;
      expect(says).toBe(false);
      expect(await subject.invoices()).toHaveLength(1);
      expect(refused.status).toBe(subject.refusals[refuse]);
      await subject.options({ refuse: 'nothing' });
      expect((await subject.read()).status).toBe(200);
    },
  );

  it('prints a notice before the JSON', async () => {
    const subject = await start();
    await subject.options({ phpNotice: true });
    const { text, json, headers } = await subject.read();
    expect([json, headers.get('content-type')]).toEqual([null, 'text/html; charset=UTF-8']);
    expect(JSON.parse(text.slice(text.indexOf('{')))).toBeTypeOf('object');
  });

  it('gives ids as texts or as numbers', async () => {
    const subject = await start();
    const id = async () => {
      const { json } = await subject.read();
      const found = json.response ?? json.client ?? json.data;
      return found.clientid ?? found.id;
    };
    expect(await id()).toBe(subject.clientId);
    await subject.options({ ids: 'numbers' });
    expect(await id()).toBe(Number(subject.clientId));
  });

  it('carries a write out twice', async () => {
    const subject = await start();
    await subject.options({ duplicateWrites: 1 });
    await subject.write();
    expect(await subject.invoices()).toHaveLength(2);
    await subject.write();
    expect(await subject.invoices()).toHaveLength(3);
  });

  it('answers as PHP does: JSON of its own kind, with slashes escaped', async () => {
    const subject = await start();
    const { headers, text } = await subject.read();
    expect(headers.get('content-type')).toBe('application/json');
    expect(text).not.toMatch(/[\u0080-\uffff]/);
  });

  it('logs calls and writes with their secrets removed', async () => {
    const subject = await start();
    await subject.write();
    await subject.read();
    const { send } = subject.server;
    const writes = await send('GET', `${subject.place}/writes`);
    const calls = await send('GET', `${subject.place}/requests`);
    expect(writes.json.at(-1)).toMatchObject({ call: subject.call, write: true, status: 200 });
    expect(calls.json.length).toBe(writes.json.length + 1);
    expect(calls.text).not.toMatch(/S3cret|demo-key|demo-token/);
    expect(calls.text).toContain('[redacted]');
    await send('DELETE', `${subject.place}/requests`);
    expect((await send('GET', `${subject.place}/requests`)).json).toEqual([]);
  });

  it('says in its log which failure it was', async () => {
    const subject = await start();
    await subject.control({ path: `/${subject.call}`, status: 500 });
    await subject.write();
    const { json } = await subject.server.send('GET', `${subject.place}/requests`);
    expect(json.at(-1)).toMatchObject({ status: 500, failure: ['status'] });
  });

  it('explains its controls, refuses what it does not know, and is emptied by a reset', async () => {
    const subject = await start();
    const { server, place, control } = subject;
    const { help, options } = (await server.send('GET', `${place}/control`)).json;
    expect(Object.keys(help.options.each).toSorted()).toEqual(Object.keys(options).toSorted());
    for (const wrong of [
      { options: { nonsense: 1 } },
      { options: { ids: 'words' } },
      { do: 'pray' },
      { path: 'x' },
    ]) {
      expect((await control(wrong)).status).toBe(400);
    }
    await subject.write();
    await subject.options({ ids: 'numbers' });
    await control({ path: '*', status: 500 });
    expect((await control({ reset: true })).json).toEqual({ reset: true });
    const state = (await server.send('GET', `${place}/control`)).json;
    expect([state.pending, state.options.ids]).toEqual([[], 'strings']);
    expect(await subject.invoices()).toEqual([]);
  });
});
