// `npm run contract` against the emulators of Blesta, HostBill and Ubersmith as if they were somebody's installs: another
// process, other clients in them, and a look afterwards at what was written there.
import { describe, expect, it } from 'vitest';
import { type Desk, serveDesks } from './support/desk.ts';
import { killWhen, run } from './support/run.ts';
import { CASES, type ContractCase } from './support/systems.ts';

const TIMEOUT_MS = 120_000;
const SANDBOX = /^postmeter-contract-[0-9a-f]{12}@example\.com$/;

/** Everybody else's: one whose address is like ours, and one whose company is. */
const OTHERS = [
  ['postmeter-contract-0123456789ab@example.com', 'Somebody else'],
  ['ann@example.net', 'Postmeter contract sandbox'],
] as const;

const deskOf = serveDesks();

function environment({ name, settings }: ContractCase, { url }: Desk) {
  const prefix = `CONTRACT_${name.toUpperCase()}`;
  return { ...settings, [`${prefix}_URL`]: url, [`${prefix}_CONFIRM`]: url };
}

/** Emptied, but for the clients of others. */
async function install(system: ContractCase): Promise<Desk> {
  const desk = deskOf(system.name);
  await desk.control({ reset: true });
  for (const [email, company] of OTHERS) await system.other(desk, email, company);
  return desk;
}

async function stateOf({ services }: ContractCase, desk: Desk) {
  const { clients, invoices } = await desk.books();
  const others = clients.filter(({ email }) => OTHERS.some(([other]) => other === email));
  const ids = new Set(others.map(({ id }) => id));
  const own = clients.filter(({ id }) => !ids.has(id));
  const servicesOf = async (people: typeof clients) =>
    (await Promise.all(people.map(({ id }) => services?.(desk, id) ?? []))).flat();
  return {
    others: {
      others,
      theirs: invoices.filter(({ clientId }) => ids.has(clientId)),
      theirServices: await servicesOf(others),
    },
    own,
    ownServices: await servicesOf(own),
    ownInvoices: invoices.filter(({ clientId }) => !ids.has(clientId)),
  };
}

/** Every write of the log names a client of ours or what is in it; nothing of the others is named, ever. */
async function expectOnlySandboxes(system: ContractCase, desk: Desk, since: number): Promise<void> {
  const { own, others } = await stateOf(system, desk);
  const clients = own.map(({ id }) => id);
  const foreign = others.theirs.map(({ id }) => id);
  const foreignServices = others.theirServices.map(({ packid }) => String(packid));
  expect(own.every(({ email }) => SANDBOX.test(email))).toBe(true);
  for (const write of (await desk.writes()).slice(since)) {
    const { client, invoice, service, email } = system.namedBy(write);
    if (email !== undefined) expect(email).toMatch(SANDBOX);
    if (client !== undefined) expect(clients).toContain(client);
    if (invoice !== undefined) expect(foreign).not.toContain(invoice);
    if (service !== undefined) expect(foreignServices).not.toContain(service);
    expect([client, invoice, service, email].some((name) => name !== undefined)).toBe(true);
  }
}

async function expectAllClosed(system: ContractCase, desk: Desk): Promise<void> {
  const { closed } = system;
  const { own, ownInvoices, ownServices } = await stateOf(system, desk);
  expect(own.length).toBeGreaterThan(0);
  expect(new Set(own.map(({ status }) => status))).toEqual(new Set([closed.client]));
  const states = ownInvoices.map(({ state }) => state);
  expect(new Set([...states, closed.invoice])).toEqual(new Set([closed.invoice]));
  expect(ownServices.filter(({ active }) => active !== '0')).toEqual([]);
}

describe.each(CASES)('npm run contract -- $name', { timeout: TIMEOUT_MS }, (system) => {
  it('closes what a killed run left, goes through, tells what was not known, and touches nobody else', async () => {
    const desk = await install(system);
    const { others } = await stateOf(system, desk);
    const since = (await desk.writes()).length;
    const [call, count] = system.middle;
    const before = (await desk.writes()).filter((write) => write.call === call).length;
    await killWhen(system.name, environment(system, desk), async () => {
      const made = (await desk.writes()).filter((write) => write.call === call).length;
      return made - before >= count;
    });
    await expect(expectAllClosed(system, desk)).rejects.toThrow();

    const { code, out } = await run(system.name, environment(system, desk));
    expect(out).toMatch(/Closed 1 sandbox of an earlier run, [12] invoices/);
    expect(out).toMatch(/(\d+) of \1 steps went as they must/);
    expect(code).toBe(0);
    for (const told of system.told) expect(out).toMatch(told);
    expect(out).not.toContain('not to be had');
    for (const secret of system.secrets) expect(out).not.toContain(secret);
    await expectOnlySandboxes(system, desk, since);
    await expectAllClosed(system, desk);
    expect((await stateOf(system, desk)).others).toEqual(others);
  });

  it('says what does not hold, and closes what it made all the same', async () => {
    const desk = await install(system);
    await desk.control({ options: { lineHook: 'reprice', ...system.harder } });
    const { others } = await stateOf(system, desk);
    const since = (await desk.writes()).length;
    const { code, out } = await run(system.name, environment(system, desk));
    expect(code).toBe(1);
    expect(out).toMatch(/takes an invoice of 5 lines[^|]*\| billing_changed/);
    await expectOnlySandboxes(system, desk, since);
    await expectAllClosed(system, desk);
    expect((await stateOf(system, desk)).others).toEqual(others);
  });
});
