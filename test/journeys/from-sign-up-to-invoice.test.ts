// The product as its description tells it, seen from outside: a browser, a mailbox, a panel and an operator.
import { expect, it } from 'vitest';
import { cookieOf, openShop } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

const EMAIL = 'ada@example.com';
const PASSWORD = 'Analytical-1843';

it('takes a person from the landing page to the first invoice, without an order', async () => {
  const world = await newWorld({ now: '2026-10-05T09:00:00Z' });
  await openShop(world);

  // The landing page leads to the sign-up, and the sign-up to the mailbox.
  expect(await textOf(world.get('/'))).toContain('href="/signup"');
  const signup = await world.post('/signup', {
    name: 'Ada Lovelace',
    company: 'Engines Ltd',
    email: EMAIL,
    password: PASSWORD,
  });
  expect(signup.headers.get('location')).toBe('/signup/sent');
  const browser = cookieOf(signup, 'postmeter_browser');
  const link = await mailedPath(world, /https:\/\/billing\.test(\/verify\?token=\S+)/);

  // Opening the link shows the terms; accepting both makes the account.
  expect(await textOf(world.get(link, browser))).toContain('Accept and create my account');
  const accepted = await world.post(
    '/verify',
    [
      ['token', new URLSearchParams(link.split('?')[1]).get('token') ?? ''],
      ['currency', 'EUR'],
      ['accept', 'terms_of_service:1'],
      ['accept', 'post_pay_terms:1'],
    ],
    browser,
  );
  expect(accepted.headers.get('location')).toBe('/ready');
  let session = cookieOf(accepted, 'postmeter_session');
  expect(await textOf(world.get('/ready', session))).toContain('Log in to the panel');

  // One click, and the person is in the panel without another password. They make a server with backups.
  const panel = await signOn(world, session);
  expect(await panel.page()).toContain(`<dd>${EMAIL}</dd>`);
  await panel.post('/servers', {
    name: 'engine-1',
    plan: '3',
    location: '1',
    os: '1',
    backups: 'yes',
  });
  await world.setNow('2026-10-20T12:30:00Z');
  await panel.post('/servers', { name: 'short-lived', plan: '1', location: '1', os: '1' });
  await world.setNow('2026-10-20T15:31:00Z');
  await panel.post('/servers/2/delete', {});

  // Until the month is over there is nothing to pay.
  expect(await textOf(world.get('/dashboard', session))).toContain('No invoices yet');
  await world.setNow('2026-11-01T01:15:00Z');
  const automation = await world.admin('/admin/automation', { action: 'automation' });
  expect(await automation.json()).toMatchObject({ ok: true });

  // The invoice comes by mail, and its page needs a log-in.
  const invoice = await mailedPath(world, /https:\/\/billing\.test(\/invoices\/\S+)/);
  await world.post('/logout', {}, session);
  expect((await world.get(invoice, session)).headers.get('location')).toContain('/login');
  const login = await world.post('/login', { email: EMAIL, password: PASSWORD });
  session = cookieOf(login, 'postmeter_session');
  expect(await textOf(world.get('/dashboard', session))).toContain(`href="${invoice}"`);

  // One line a resource: 5 October 09:00 to the end of the month is 639 h at 28 tokens, 20 % for backups; and four
  // started hours at 7 tokens. Each at 0.0012 EUR a token, rounded line by line.
  const page = await textOf(world.get(invoice, session));
  expect(rowsOf(page)).toEqual([
    ['engine-1 no. 1', 'Server', '639', '17,892', '€21.47'],
    ['engine-1 no. 1', 'Its backups', '639', '3,578', '€4.29'],
    ['short-lived no. 2', 'Server', '4', '28', '€0.03'],
  ]);
  expect(page).toContain('INV-2026-000001');
  expect(page).toContain('€25.79');

  // The same month again makes nothing.
  const again = await world.admin('/admin/invoice-runs', { action: 'plan', month: '2026-10' });
  expect(await again.json()).toMatchObject({ counts: { invoice: 0, alreadyInvoiced: 1 } });
  expect(
    await world.adminRead('/admin/invoices?month=2026-10').then((r) => r.json()),
  ).toMatchObject({
    invoices: [{ clientEmail: EMAIL, currency: 'EUR', totalMinor: 2579 }],
  });
});

async function textOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(200);
  return response.text();
}

/** The address in the newest mail, after the worker of the outbox had its turns. */
async function mailedPath(world: World, pattern: RegExp): Promise<string> {
  await world.drain();
  await world.drain();
  const [mail] = await world.emulators.messages(EMAIL);
  const path = pattern.exec(mail?.text ?? '')?.[1];
  if (!path) throw new Error(`the newest mail has no such address: ${mail?.subject}`);
  return path;
}

/** The panel as the person's browser sees it after the click. */
async function signOn(world: World, session: string) {
  const click = await world.post('/sign-on', {}, session);
  const entered = await fetch(click.headers.get('location') ?? '', { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { panelUrl } = world.emulators;
  return {
    page: () => textOf(fetch(`${panelUrl}/`, { headers: { cookie } })),
    async post(path: string, fields: Record<string, string>): Promise<void> {
      const answer = await fetch(panelUrl + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { cookie },
        redirect: 'manual',
      });
      expect(answer.status).toBe(303);
    },
  };
}

/** The cells of each line of an invoice, as text. */
function rowsOf(html: string): string[][] {
  const body = /<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return body
    .split('</tr>')
    .filter((row) => row.includes('<td'))
    .map((row) =>
      [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) =>
        cell.replaceAll(/<[^>]+>/g, '').trim(),
      ),
    );
}
