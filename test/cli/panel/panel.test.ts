// The command against an emulated panel and a service of our own making, as somebody types it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PANEL_TOKEN, startEmulators } from '../../emulators/support/emulator-server.ts';
import { runPostmeter } from '../support/run-postmeter.ts';

const PRICE_TOKEN = 'the-price-token-of-the-test';

/** Answers as ours does about a user that nobody has. */
async function startService(hasToken = true): Promise<string> {
  const server = createServer(({ headers, url }, response) => {
    const isRight = headers.authorization === `Bearer ${PRICE_TOKEN}`;
    const known = isRight ? 'user_unknown' : 'token_wrong';
    const code = url?.startsWith('/panel/prices/') && hasToken ? known : 'not_found';
    response.writeHead(404, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ code }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return `http://127.0.0.1:${port}`;
}

async function connection(deviation: Readonly<Record<string, string>> = {}) {
  const emulators = await startEmulators();
  const folder = await mkdtemp(`${tmpdir()}/postmeter-panel-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = `${folder}/panel.json`;
  const origin = deviation.ORIGIN ?? (await startService());
  const settings = {
    PANEL_API_URL: `${emulators.url}/solusvm/api/v1/`,
    PANEL_TOKEN,
    ORIGIN: origin,
    PANEL_PRICE_TOKEN: PRICE_TOKEN,
    ...deviation,
  };
  await writeFile(file, JSON.stringify(settings));
  const integration = async () =>
    (await emulators.api('GET', '/settings')).json.data.billing_integration;
  return { emulators, origin, file, integration };
}

const run = (...args: string[]) => runPostmeter('panel', ...args);

describe('npx postmeter panel', { timeout: 60_000 }, () => {
  it('shows, changes when told to, and changes nothing the second time', async () => {
    const { file, origin, integration, emulators } = await connection();
    const before = await integration();
    const shown = await run('show', '--settings', file);
    expect(shown.out).toMatch(/url\s+none\s+http:\/\/127\.0\.0\.1:\d+\/panel\/prices\/\n/);
    const unasked = await run('connect', '--settings', file);
    expect([unasked.code, unasked.error]).toEqual([
      5,
      expect.stringContaining('Nothing was changed.'),
    ]);
    expect(await integration()).toEqual(before);
    const made = await run('connect', '--yes', '--settings', file);
    expect([made.code, made.error]).toEqual([0, '']);
    const url = `${origin}/panel/prices/`;
    expect(made.out).toContain(`The panel now asks ${url} for prices.`);
    expect(await integration()).toEqual({
      type: 'whmcs',
      drivers: { whmcs: { url, token: PRICE_TOKEN } },
    });
    const again = await run('connect', '--yes', '--settings', file);
    expect(again.out).toContain('Nothing to change.');
    const { json } = await emulators.call('GET', '/solusvm/requests');
    const writes = JSON.stringify(json).match(/"PATCH"/g);
    expect(writes).toHaveLength(1);
    for (const { out, error } of [shown, unasked, made, again]) {
      expect(out + error).not.toContain(PRICE_TOKEN);
      expect(out + error).not.toContain(PANEL_TOKEN);
    }
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a token that the panel refuses',
      { PANEL_TOKEN: 'no' },
      'The panel refuses PANEL_TOKEN (HTTP 401).',
    ],
    ['a token that the service refuses', { PANEL_PRICE_TOKEN: 'no' }, 'another PANEL_PRICE_TOKEN'],
    [
      'a panel that is not there',
      { PANEL_API_URL: 'http://127.0.0.1:9/api/v1' },
      'cannot be reached (bad port)',
    ],
    ['a service that is not there', { ORIGIN: 'http://127.0.0.1:9' }, 'cannot be reached.'],
    ['a missing setting', { PANEL_PRICE_TOKEN: '' }, 'PANEL_PRICE_TOKEN is not known.'],
    ['an address that is none', { PANEL_API_URL: 'panel' }, 'PANEL_API_URL is no address: panel'],
  ])('says in a sentence: %s', async (_what, deviation, sentence) => {
    const { file, integration } = await connection(deviation);
    const before = await integration();
    const { code, error } = await run('connect', '--yes', '--settings', file);
    expect([code, error]).toEqual([1, expect.stringContaining(sentence)]);
    expect(error).not.toContain('    at ');
    expect(await integration()).toEqual(before);
  });

  it('says that an address behind which there is a web page is no API', async () => {
    const { emulators, file } = await connection();
    await writeFile(
      file,
      JSON.stringify({
        PANEL_API_URL: `${emulators.url}/solusvm`,
        PANEL_TOKEN,
        ORIGIN: await startService(),
        PANEL_PRICE_TOKEN: PRICE_TOKEN,
      }),
    );
    const { code, error } = await run('show', '--settings', file);
    expect([code, error]).toEqual([1, expect.stringContaining("is no address of a panel's API")]);
  });

  it('says that the service has no token at all', async () => {
    const { file } = await connection({ ORIGIN: await startService(false) });
    const { code, error } = await run('connect', '--yes', '--settings', file);
    expect([code, error]).toEqual([1, expect.stringContaining('its PANEL_PRICE_TOKEN is not set')]);
  });
});
