// What a billing system is for, from nobody to a paid invoice, through the adapter and nothing else.
import { expect } from 'vitest';
import type { BillingSystem, Delivery } from '#ports/billing-system.ts';
import { newEmulators } from '../../../support/emulators.ts';
import { DOCUMENT, EMPTY } from './deliveries.ts';

type Options = Readonly<Record<string, unknown>>;

/** An emulated billing system of its own, with switches set. */
export async function emulated(name: 'blesta' | 'hostbill' | 'ubersmith', options: Options = {}) {
  const url = `${newEmulators().url}/${name}`;
  const control = (command: unknown) => postJson(`${url}/control`, command);
  await control({ options });
  return {
    url,
    control,
    pay: (invoice: string, amount?: string) =>
      control({ do: 'pay', invoice, ...(amount === undefined ? {} : { amount }) }),
  };
}

export const PERSON = {
  email: 'ann+vps@example.com',
  name: 'Ann Example',
  company: '',
  password: 'Secret-Passw0rd-1',
} as const;

/** The person as a client over there, billed in the document's currency; answers their id. */
export async function newClient(billing: BillingSystem): Promise<string> {
  const made = await billing.createClient({ ...PERSON, currency: DOCUMENT.currency });
  if (!made.ok) throw new Error(`${made.error.code}: ${made.error.detail}`);
  return made.value.id;
}

/** Advances until the document is done; throws with the reason where it is refused. */
export async function deliver(billing: BillingSystem, delivery: Delivery): Promise<Delivery> {
  let at = delivery;
  for (let step = 0; at.journal.phase !== 'done'; step++) {
    if (step > 20) throw new Error(`still ${at.journal.phase} after ${step} steps`);
    const answer = await billing.advance(at);
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.detail}`);
    at = { ...at, journal: answer.value };
  }
  return at;
}

export async function expectWholeLife(
  billing: BillingSystem,
  pay: (invoice: string, amount?: string) => Promise<unknown>,
): Promise<void> {
  expect(await billing.findClient(PERSON.email)).toEqual({ ok: true, value: null });
  const id = await newClient(billing);
  expect(await billing.findClient(PERSON.email.toUpperCase())).toMatchObject({ value: { id } });
  expect(await billing.readClient(id)).toMatchObject({ value: { id, active: true } });
  const again = await billing.createClient({ ...PERSON, currency: DOCUMENT.currency });
  expect(again).toMatchObject({ error: { code: 'billing_conflict', disposition: 'rejected' } });

  const start = { document: DOCUMENT, clientId: id, journal: EMPTY };
  expect(await billing.look(start)).toEqual({ ok: true, value: EMPTY });
  const { journal } = await deliver(billing, start);
  expect(await billing.look(start)).toEqual({ ok: true, value: journal });
  expect(await billing.look({ ...start, journal })).toEqual({ ok: true, value: journal });

  const { documentId } = journal;
  const { currency } = DOCUMENT;
  expect(await billing.read(documentId)).toMatchObject({
    ok: true,
    value: { state: 'open', clientId: id, currency, netMinor: DOCUMENT.totalMinor },
  });
  await pay(documentId, '1.00');
  expect(await billing.read(documentId)).toMatchObject({ value: { state: 'partially_paid' } });
  await pay(documentId);
  const paid = await billing.read(documentId);
  expect(paid).toMatchObject({ value: { state: 'paid', dueMinor: 0 } });
  expect(paid.ok && paid.value?.paidAtMs).toBeGreaterThan(0);
  expect(await billing.look(start)).toEqual({ ok: true, value: journal });
  expect(await billing.read('999999')).toEqual({ ok: true, value: null });
  expect(await billing.readClient('999999')).toEqual({ ok: true, value: null });
}

async function postJson(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
