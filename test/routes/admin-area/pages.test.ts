import { beforeEach, describe, expect, it } from 'vitest';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { type Jar, ledTo } from '../../support/jar.ts';
import { enterArea } from '../../support/operators.ts';
import { openShop } from '../../support/people.ts';
import { ADMIN_KID, newWorld, ORIGIN, type World } from '../../support/world.ts';

let world: World;
let jar: Jar;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  jar = await enterArea(world);
});

describe('/admin/prices', () => {
  const wanted = { currency: 'USD', price: '0.5', firstMonth: '2027-01' };
  const asked = `/admin/prices/set?${new URLSearchParams(wanted)}`;

  it('says what a price would change, and sets nothing by that', async () => {
    const before = await wholeDatabase();
    const page = await jar.read(asked);
    expect(page).toContain('From January 2027 on a token costs 0.5 USD');
    expect(page).toContain('name="firstMonth" value="2027-01"');
    expect(await wholeDatabase()).toEqual(before);
  });

  it('sets it, with what it was before in the audit log', async () => {
    const set = await jar.post('/admin/prices/set', wanted);
    expect(ledTo(set)).toEqual([303, '/admin/prices?set=USD&from=2027-01']);
    expect(await jar.read('/admin/prices')).toContain('January 2027');
    const event = (await auditRows('token_price_set')).at(-1);
    expect(event?.actor).toBe(`admin:${ADMIN_KID}`);
    const { before, after } = JSON.parse(event?.detail ?? '{}');
    expect([typeof before.price, before.price === '', after]).toEqual([
      'string',
      false,
      { price: '0.5' },
    ]);
  });

  it('asks for a fresh proof before, and for another before a form that was left open', async () => {
    await world.passMs(5 * 60_000);
    expect(ledTo(await jar.get(asked))[1]).toBe(`/admin/confirm?next=${encodeURIComponent(asked)}`);
    const before = (await wholeDatabase()).token_price;
    expect(ledTo(await jar.post('/admin/prices/set', wanted))).toEqual([
      303,
      '/admin/confirm?next=%2Fadmin%2Fprices%2Fset',
    ]);
    expect((await wholeDatabase()).token_price).toEqual(before);
  });

  it.each([
    [{ ...wanted, price: '-1' }, 'price_malformed'],
    [{ ...wanted, price: '1e3' }, 'price_malformed'],
    [{ ...wanted, currency: 'XXL' }, 'currency_unknown'],
    [{ ...wanted, firstMonth: 'January' }, 'month_malformed'],
    [{ ...wanted, firstMonth: '2026-11' }, 'price_in_force'],
  ])('refuses %j', async (form, code) => {
    const before = (await wholeDatabase()).token_price;
    for (const answer of [
      await jar.get(`/admin/prices/set?${new URLSearchParams(form)}`),
      await jar.post('/admin/prices/set', form),
    ]) {
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(`<code>${code}</code>`);
    }
    expect((await wholeDatabase()).token_price).toEqual(before);
  });
});

describe('/admin/terms', () => {
  const version = { kind: 'terms_of_service', version: '2027-01', text: 'Be kind.', url: '' };

  it('publishes a version, which is current at once', async () => {
    expect(ledTo(await jar.post('/admin/terms', version))).toEqual([
      303,
      '/admin/terms?published=2027-01',
    ]);
    const page = await jar.read('/admin/terms');
    expect(page).toContain('/terms/terms_of_service/2027-01');
    expect(await jar.read('/terms/terms_of_service/2027-01')).toContain('Be kind.');
    const event = (await auditRows('terms_published')).at(-1);
    expect(JSON.parse(event?.detail ?? '{}').after).toEqual({ version: '2027-01' });
  });

  it.each([
    [{ ...version, kind: 'poem' }, 'kind_malformed'],
    [{ ...version, version: 'a b' }, 'version_malformed'],
    [{ ...version, text: '' }, 'text_malformed'],
    [{ ...version, url: 'https://example.net' }, 'text_malformed'],
    [{ ...version, text: '', url: 'javascript:alert(1)' }, 'url_malformed'],
  ])('refuses %j', async (form, code) => {
    const before = await wholeDatabase();
    const answer = await jar.post('/admin/terms', form);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`<code>${code}</code>`);
    expect(await wholeDatabase()).toEqual(before);
  });

  it('changes no version that is published', async () => {
    await jar.post('/admin/terms', version);
    const answer = await jar.post('/admin/terms', { ...version, text: 'Be rude.' });
    expect([answer.status, (await answer.text()).includes('terms_version_exists')]).toEqual([
      422,
      true,
    ]);
    expect(await jar.read('/terms/terms_of_service/2027-01')).toContain('Be kind.');
  });
});

describe('/admin/settings', () => {
  it('shows what is set, and of a secret only that it is', async () => {
    const page = await jar.read('/admin/settings');
    expect(page).toContain('Test Hosting');
    expect(page).toContain('secret, set');
    expect(page).toContain('secret, not set');
    for (const secret of [world.rawEnv.APP_SECRET, world.rawEnv.PANEL_TOKEN]) {
      expect(page).not.toContain(secret);
    }
  });
});

describe('the configuration', () => {
  it('gives no secret to anybody who lists it', () => {
    const listed = world.ports.configuration.list();
    const secrets = listed.filter(({ isSecret }) => isSecret);
    expect(secrets.filter(({ isSet }) => isSet).map(({ name }) => name)).toEqual([
      'APP_SECRET',
      'PANEL_TOKEN',
    ]);
    expect(secrets.filter(({ value }) => value !== '')).toEqual([]);
    expect(listed.find(({ name }) => name === 'ORIGIN')?.value).toBe(ORIGIN);
  });
});

describe('/admin/audit', () => {
  it('is read by filter, page by page', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => ({ n, actor: n % 2 ? 'client' : 'system' }));
    await world.sql(
      `INSERT INTO audit_event (at_ms, actor, action, subject_id, detail)
       SELECT value ->> 'n', value ->> 'actor', 'looked', 'cli_' || (value ->> 'n'), '{}' FROM json_each(?)`,
      JSON.stringify(rows),
    );
    const subjects = (html: string) =>
      [...html.matchAll(/title="cli_(\d+)"/g)].map(([, n]) => Number(n));
    const first = await jar.read('/admin/audit?actor=client&action=looked');
    expect(subjects(first)).toEqual(Array.from({ length: 50 }, (_, n) => 119 - 2 * n));
    const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await jar.read(next);
    expect(subjects(second)).toEqual(Array.from({ length: 10 }, (_, n) => 19 - 2 * n));
    expect(second).not.toContain('rel="next"');
    expect(subjects(await jar.read('/admin/audit?subject=cli_7'))).toEqual([7]);
  });

  it('takes what it cannot read for no filter, and markup for text', async () => {
    const answer = await jar.get('/admin/audit?before=x&actor=%3Cscript%3E');
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain('<script>');
  });
});
