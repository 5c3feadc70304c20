// The command and a browser, as an operator has them side by side.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Live, startLive } from './support/live-instance.ts';

let live: Live;
beforeAll(async () => {
  live = await startLive();
}, 120_000);
afterAll(() => live?.stop());

/** A browser on the entrance: its cookie, and what it shows. */
async function waitingBrowser() {
  const answer = await fetch(`${live.instance.origin}/admin/sign-in`, {
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0' },
  });
  const html = await answer.text();
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const challenge = /<code class="command">[^<]* (\S+)<\/code>/.exec(html)?.[1] ?? '';
  const code = /<strong class="check-code">([^<]+)</.exec(html)?.[1] ?? '';
  const isLetIn = async () => {
    const again = await fetch(`${live.instance.origin}/admin/sign-in`, {
      headers: { cookie },
      redirect: 'manual',
    });
    await again.arrayBuffer();
    return again.status === 303;
  };
  return { challenge, code, isLetIn };
}

describe('postmeter sign-in', () => {
  it('says which browser asks, and lets it in', async () => {
    const browser = await waitingBrowser();
    const { code, out, error } = await live.ask('reader', 'sign-in', browser.challenge, '--yes');
    expect([code, error]).toEqual([0, expect.stringContaining('Firefox · Linux')]);
    expect(error).toContain(browser.code);
    expect(out).toContain('Signed.');
    expect(await browser.isLetIn()).toBe(true);
  });

  it('signs nothing unless it is told to', async () => {
    const browser = await waitingBrowser();
    const { code } = await live.ask('operator', 'sign-in', browser.challenge);
    expect(code).toBe(5);
    expect(await browser.isLetIn()).toBe(false);
  });

  it('signs nothing by a key that is not configured, and nothing that the service did not make', async () => {
    const browser = await waitingBrowser();
    expect((await live.ask('stranger', 'sign-in', browser.challenge, '--yes')).code).toBe(4);
    expect((await live.ask('operator', 'sign-in', 'made-up', '--yes')).code).toBe(1);
    expect(await browser.isLetIn()).toBe(false);
  });
});
