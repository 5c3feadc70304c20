import { describe, expect, it } from 'vitest';
import { makeClient, startWhmcs } from './support/whmcs-server.ts';

const USER = { firstname: 'Bo', lastname: 'Ek', email: 'bo@example.com', password2: 'Abcdef123' };
const TAKEN = 'A user already exists with that email address';

describe('AddUser', () => {
  it('makes a user without a client, who can own one later', async () => {
    const { api } = await startWhmcs();
    expect((await api('AddUser', USER)).json).toEqual({ result: 'success', user_id: 1 });
    const [user] = (await api('GetUsers')).json.users;
    expect(user).toEqual({
      id: 1,
      firstname: 'Bo',
      lastname: 'Ek',
      email: 'bo@example.com',
      datecreated: '2026-10-01 08:30:00',
      validationdata: '',
      clients: [],
    });
    const client = { firstname: 'Bo', lastname: 'Ek', email: USER.email, skipvalidation: 1 };
    expect((await api('AddClient', { ...client, password2: 'x' })).json.message).toBe(TAKEN);
    expect((await api('AddClient', { ...client, owner_user_id: 1 })).json.owner_id).toBe(1);
  });

  it.each<[Record<string, string>, string]>([
    [{ firstname: '' }, 'You did not enter a first name'],
    [{ lastname: '' }, 'You did not enter a last name'],
    [{ email: 'taken@example.com' }, TAKEN],
  ])('refuses %j', async (change, message) => {
    const whmcs = await startWhmcs();
    await makeClient(whmcs, { email: 'taken@example.com' });
    const reply = await whmcs.api('AddUser', { ...USER, ...change });
    expect(reply.json).toEqual({ result: 'error', message });
  });
});

describe('GetUsers', () => {
  it('is a plain array, searched by the beginning', async () => {
    const { api } = await startWhmcs();
    await api('AddUser', USER);
    await api('AddUser', { ...USER, email: 'abo@example.com', firstname: 'Abo' });
    const found = (await api('GetUsers', { search: 'bo' })).json;
    expect([found.totalresults, found.users.map(({ id }: { id: number }) => id)]).toEqual([1, [1]]);
    expect((await api('GetUsers', { search: 'nobody' })).json.users).toEqual([]);
  });
});

describe('UpdateUser', () => {
  it('changes names and e-mail, and knows who is there', async () => {
    const { api } = await startWhmcs();
    await api('AddUser', USER);
    await api('AddUser', { ...USER, email: 'cy@example.com' });
    const change = { user_id: 1, lastname: 'Ray', email: 'new@example.com' };
    expect((await api('UpdateUser', change)).json).toEqual({ result: 'success', user_id: 1 });
    expect((await api('GetUsers', { search: 'new@' })).json.users[0].lastname).toBe('Ray');
    const message = async (fields: Record<string, string>) =>
      (await api('UpdateUser', fields)).json.message;
    expect(await message({ user_id: '9' })).toBe('Invalid User ID requested');
    expect(await message({ user_id: '1', email: 'cy@example.com' })).toBe(TAKEN);
  });
});

describe('ResetPassword', () => {
  it('mails a link by id or by e-mail', async () => {
    const whmcs = await startWhmcs();
    const clientid = await makeClient(whmcs, { email: 'ann@example.com' });
    expect((await whmcs.api('ResetPassword', { id: 1 })).json.result).toBe('success');
    expect((await whmcs.api('ResetPassword', { email: 'ann@example.com' })).json.result).toBe(
      'success',
    );
    expect((await whmcs.api('GetEmails', { clientid })).json.emails.email).toHaveLength(2);
    const message = async (fields: Record<string, string>) =>
      (await whmcs.api('ResetPassword', fields)).json.message;
    expect(await message({ id: '9' })).toBe('User Not Found');
    expect(await message({ email: 'nobody@example.com' })).toBe('User Not Found');
    expect(await message({ email: 'nobody' })).toBe('Please provide a valid email address');
  });
});

describe('ValidateLogin', () => {
  it('tells a right password from a wrong one', async () => {
    const { api } = await startWhmcs();
    await api('AddUser', USER);
    const right = await api('ValidateLogin', { email: USER.email, password2: USER.password2 });
    expect(right.json).toMatchObject({ result: 'success', userid: '1', twoFactorEnabled: false });
    expect(right.json.passwordhash).toMatch(/^[0-9a-f]{40}$/);
    const wrong = await api('ValidateLogin', { email: USER.email, password2: 'no' });
    expect(wrong.json).toEqual({ result: 'error', message: 'Email or Password Invalid' });
  });
});

describe('GetPermissionsList', () => {
  it('says status where all others say result', async () => {
    const { api } = await startWhmcs();
    const { status, result, permissions } = (await api('GetPermissionsList')).json;
    expect([status, result]).toEqual(['success', undefined]);
    expect(permissions.permission).toContain('invoices');
  });
});
