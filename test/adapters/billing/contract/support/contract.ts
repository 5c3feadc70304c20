// One suite for every billing system, in a file each so that they run side by side: after each fault there is exactly one document for the client and month, or one
// clear reason and none that the client could see.
import { describe, expect, it, vi } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { delivery, type Issued, invoiceMails, issued, passTime } from './issued.ts';
import type { Fault, Target } from './target.ts';

const PAGE = '<!doctype html><html><body>Just a moment…</body></html>';
const html = { body: PAGE, contentType: 'text/html' };

/** What may happen to a write: done or not, and what is heard of it. */
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['a reply lost after the work', { loseReply: true }],
  ['a truncated answer', { truncate: 12 }],
  ['a page of HTML with status 200', html],
  ['a page of HTML with status 502', { ...html, status: 502 }],
  ['a page of HTML with status 403', { ...html, status: 403 }],
  ['a request to come later', { status: 429, body: '{}' }],
];

async function expectExactlyOne(it: Issued, state = 'open'): Promise<void> {
  const [document, ...others] = await it.desk.documents();
  expect(others).toEqual([]);
  expect(document).toMatchObject({ state, total: it.total });
  expect(await delivery(it)).toMatchObject({ phase: 'done', problem: '', task: 'done' });
  expect(await invoiceMails(it)).toBe(1);
}

/** Told to the operator, and nothing that the client could pay. */
async function expectReason(it: Issued, problem: string): Promise<void> {
  const states = (await it.desk.documents()).map(({ state }) => state);
  expect(states).not.toContain('open');
  const row = await delivery(it);
  expect(row).toMatchObject({ problem, task: 'failed', delivered: null });
  expect(await invoiceMails(it)).toBe(0);
}

/** Whole services over real HTTP, some of which is slow on purpose. */
const TIMEOUT_MS = 60_000;

export function contractOf(target: Target): void {
  describe(target.name, { timeout: TIMEOUT_MS }, () => {
    it('gets one document, by the writes that it names', async () => {
      const one = await issued(target);
      await one.world.drain();
      await expectNoDoubt(one);
      await one.world.drain(); // the letter
      await expectExactlyOne(one);
      expect(await one.desk.writes()).toEqual(expect.arrayContaining([...target.writes]));
    });

    it('gets it again from nobody: a database that was set back finds it there', async () => {
      const one = await issued(target);
      await passTime(one);
      const before = await one.desk.writes();
      await one.world.sql('DELETE FROM delivery');
      await one.world.sql('DELETE FROM billing_link');
      await one.world.sql("UPDATE outbox SET state = 'pending' WHERE kind = 'deliver_invoice'");
      await passTime(one);
      expect(await one.desk.writes()).toEqual(before);
      expect(await one.desk.documents()).toHaveLength(1);
    });

    it('takes over a client who is there with the same address, and never makes a second', async () => {
      const one = await issued(target);
      await passTime(one);
      await one.world.sql('DELETE FROM billing_link');
      await one.world.sql('DELETE FROM delivery');
      await one.world.sql("UPDATE outbox SET state = 'pending' WHERE kind = 'deliver_invoice'");
      await passTime(one);
      expect(await one.desk.clients()).toHaveLength(1);
    });

    for (const call of target.writes) {
      it.each(FAULTS)(`survives %s at ${call}`, async (_fault, fault) => {
        const one = await issued(target);
        await one.desk.fail(call, fault);
        await passTime(one);
        expect(await one.desk.pending()).toBe(0);
        await expectExactlyOne(one);
        expect(await one.desk.clients()).toHaveLength(1);
      });

      it(`survives ${call} being done long after our time-out`, async () => {
        const one = await issued(target, { BILLING_TIMEOUT_MS: '300' });
        await one.desk.fail(call, { delayMs: 700 });
        await one.world.drain();
        await vi.waitFor(async () => expect(await one.desk.underWay()).toBe(0), 10_000);
        await passTime(one);
        await expectExactlyOne(one);
      });
    }

    const { foreign } = target;
    if (foreign) {
      it('makes no client where "there is nobody" comes in unfamiliar words, until the setting has them', async () => {
        const one = await issued(target);
        await one.desk.options(foreign.options);
        await one.world.drain();
        expect(await one.desk.clients()).toEqual([]);
        await expectReason(one, 'billing_rejected');

        const other = await issued(target, foreign.settings);
        await other.desk.options(foreign.options);
        await other.world.drain();
        await other.world.drain(); // the letter
        expect(await other.desk.clients()).toHaveLength(1);
        await expectExactlyOne(other);
      });
    }

    it('is left alone at once when our address is blocked in mid-run, and goes on when let in', async () => {
      const one = await issued(target);
      await one.desk.fail(target.issues, { ...html, status: 403 });
      await one.world.drain();
      const writes = await one.desk.writes();
      for (let round = 0; round < 5; round++) {
        await one.world.passMs(3_600_000);
        await one.world.drain();
      }
      expect(await one.desk.writes()).toEqual(writes);
      const [stop] = await one.world.sql<{ code: string }>('SELECT code FROM billing_stop');
      expect(stop?.code).toBe('billing_address_blocked');
      await passTime(one);
      await expectExactlyOne(one);
    });

    it('is not asked again while it refuses the key', async () => {
      const one = await issued(target);
      await one.desk.refuse('key');
      await passTime(one);
      const [stop] = await one.world.sql<{ code: string }>('SELECT code FROM billing_stop');
      expect(stop?.code).toBe('billing_refused_key');
      await one.desk.refuse(null);
      expect(await one.desk.documents()).toEqual([]);
      await passTime(one);
      await expectExactlyOne(one);
    });

    it('never shows a client lines that a hook changed without our noticing', async () => {
      const one = await issued(target);
      await one.desk.meddle();
      await passTime(one);
      if (target.drafts) return expectReason(one, 'billing_changed');
      expect(await delivery(one)).toMatchObject({ problem: 'billing_changed', task: 'failed' });
      expect(await one.desk.documents()).toHaveLength(1);
    });

    it('has one reason and no second document when somebody cancels it in between', async () => {
      const one = await issued(target);
      await one.desk.fail(target.makes, { loseReply: true });
      await one.world.drain();
      await one.desk.cancel((await one.desk.documents())[0]?.id ?? '');
      await passTime(one);
      await expectReason(one, 'billing_changed');
      expect(await one.desk.documents()).toHaveLength(1);
    });

    it('may be paid before we have heard that it was issued', async () => {
      const one = await issued(target);
      await one.desk.fail(target.issues, { loseReply: true });
      await one.world.drain();
      await one.desk.pay((await one.desk.documents())[0]?.id ?? '');
      await passTime(one);
      await expectExactlyOne(one, 'paid');
      await passTime(one);
      expect((await delivery(one)).payment).toBe('paid');
    });

    it('is touched no more when two of ours are there', async () => {
      const one = await issued(target);
      await one.desk.fail(target.makes, { loseReply: true });
      await one.world.drain();
      await one.desk.copy((await one.desk.documents())[0]?.id ?? '');
      await one.world.sql("UPDATE delivery SET document_id = ''");
      const writes = (await one.desk.writes()).length;
      await passTime(one);
      expect(await delivery(one)).toMatchObject({ problem: 'billing_ambiguous', task: 'failed' });
      expect(await one.desk.writes()).toHaveLength(writes);
      expect(await one.desk.documents()).toHaveLength(2);
    });

    it('has one reason and no document when its client was deleted', async () => {
      const one = await issued(target);
      await one.desk.fail(target.writes[1] ?? '', { status: 429, body: '{}' });
      await one.world.drain();
      const [client] = await one.desk.clients();
      await one.desk.deleteClient(client?.id ?? '');
      await passTime(one);
      await expectReason(one, 'billing_client_missing');
      expect(await one.desk.documents()).toEqual([]);
    });

    it('gets no document in a currency that is not the client’s any more', async () => {
      const one = await issued(target);
      await one.desk.fail(target.writes[1] ?? '', { status: 429, body: '{}' });
      await one.world.drain();
      const [client] = await one.desk.clients();
      await one.desk.changeCurrency(client?.id ?? '', 'EUR');
      await passTime(one);
      if (!target.currencyOfClient) return expectExactlyOne(one);
      await expectReason(one, 'billing_currency_differs');
      expect(await one.desk.documents()).toEqual([]);
    });

    it.each([-30, 30])('does not care for their clock being off by %i hours', async (hours) => {
      const one = await issued(target);
      await one.desk.clockOff(hours);
      await one.desk.fail(target.makes, { loseReply: true });
      await passTime(one);
      await expectExactlyOne(one);
    });

    it('makes a document void by an operator’s word, unless money was taken for it', async () => {
      const one = await issued(target);
      await passTime(one);
      const [row] = await one.world.sql<{ id: string }>('SELECT id FROM invoice');
      const word = { action: 'void_document', invoiceId: row?.id, why: 'a mistake' };
      const say = () => one.world.admin('/admin/billing/deliveries', word);
      const [document] = await one.desk.documents();
      await one.desk.pay(document?.id ?? '', '0.01');
      expect((await say()).status).toBe(409);
      expect((await one.desk.documents()).map(({ state }) => state)).not.toContain('cancelled');

      const other = await issued(target);
      await passTime(other);
      const [id] = await other.world.sql<{ id: string }>('SELECT id FROM invoice');
      const answer = await other.world.admin('/admin/billing/deliveries', {
        ...word,
        invoiceId: id?.id,
      });
      expect(answer.status).toBe(200);
      expect(await other.desk.documents()).toMatchObject([{ state: 'cancelled' }]);
      await passTime(other);
      expect((await delivery(other)).payment).toBe('cancelled');
    });

    it('takes as many calls as it says, for a client that is known', async () => {
      const one = await issued(target);
      const { billing, store, clock } = one.world.ports;
      const made = await billing.createClient({
        email: 'client-0@example.com',
        name: 'Client',
        company: '',
        currency: 'USD' as CurrencyCode, // in the table of the money library
        password: 'Secret-Passw0rd-1',
      });
      if (!made.ok) throw new Error(made.error.detail);
      const [client] = await one.world.sql<{ id: ClientId }>('SELECT id FROM client');
      if (!client) throw new Error('no client');
      const system = billing.capabilities.name;
      const link = { clientId: client.id, system, billingClientId: made.value.id };
      await store.commit([{ type: 'client_linked', ...link, atMs: clock.nowMs() }]);
      const before = await one.desk.calls();
      await one.world.drain();
      const calls = (await one.desk.calls()) - before;
      const [{ lines } = { lines: 0 }] = await one.desk.documents();
      expect(calls).toBe(target.callsPerDocument(lines));
    });

    it('tells of payments, also of a part', async () => {
      const one = await issued(target);
      await passTime(one);
      expect((await delivery(one)).payment).toBe('open');
      const [document] = await one.desk.documents();
      await one.desk.pay(document?.id ?? '', '0.01');
      await passTime(one);
      expect((await delivery(one)).payment).toBe('partially_paid');
      await one.desk.pay(document?.id ?? '');
      await passTime(one);
      expect((await delivery(one)).payment).toBe('paid');
    });
  });
}

async function expectNoDoubt({ world }: Issued): Promise<void> {
  const rows = await world.sql('SELECT 1 FROM delivery WHERE in_doubt_since_ms > 0');
  expect(rows).toEqual([]);
}
