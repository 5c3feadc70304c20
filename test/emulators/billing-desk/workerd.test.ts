/** In workerd, too: no clock and no randomness at start-up, and a slow commit outlives the caller who gave it up. */
import { describe, expect, it } from 'vitest';
import { CLIENT, HEADERS, invoiceOf } from '../blesta/support/blesta-server.ts';
import { BASE_PATH } from '../support/billing-server.ts';
import { startInWorkerd } from '../support/in-workerd.ts';

const WORKER = `
  import { Hono } from 'hono';
  import { createBlesta } from './src/emulators/blesta/blesta.ts';
  import { createHostbill } from './src/emulators/hostbill/hostbill.ts';
  import { createUbersmith } from './src/emulators/ubersmith/ubersmith.ts';
  const options = { basePath: '${BASE_PATH}', nowMs: () => Date.now() };
  const app = new Hono();
  for (const create of [createBlesta, createHostbill, createUbersmith]) {
    app.route('${BASE_PATH}', create(options));
  }
  export default app;
`;

describe('the emulated billing systems', () => {
  it('run in workerd, where a slow commit happens although its caller has gone', async () => {
    const url = new URL(BASE_PATH, await startInWorkerd(WORKER)).href;
    const post = (path: string, form: Record<string, string>, signal: AbortSignal | null = null) =>
      fetch(url + path, {
        method: 'POST',
        headers: HEADERS,
        body: new URLSearchParams(form),
        signal,
      });
    const book = async () =>
      (await (await fetch(`${url}/blesta/books`)).json()) as { invoices: [] };

    const made = await post('/blesta/api/clients/create.json', CLIENT);
    const { response } = (await made.json()) as { response: { id: string } };
    const rule = JSON.stringify({ path: '/invoices/add', delayMs: 1000 });
    await fetch(`${url}/blesta/control`, { method: 'POST', body: rule });
    const aborting = new AbortController();
    const adding = post('/blesta/api/invoices/add.json', invoiceOf(response.id), aborting.signal);
    setTimeout(() => aborting.abort(), 200);
    await expect(adding).rejects.toThrow();
    expect((await book()).invoices).toHaveLength(0);
    await expect.poll(async () => (await book()).invoices.length, { timeout: 8000 }).toBe(1);

    for (const place of ['hostbill', 'ubersmith']) {
      expect((await fetch(`${url}/${place}/`)).status).toBe(200);
    }
  }, 30_000);
});
