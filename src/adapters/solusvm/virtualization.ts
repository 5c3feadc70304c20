import { z } from 'zod';
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import { err, ok, type Result } from '#core/result.ts';
import type {
  NewPanelUser,
  PanelUsersPage,
  Virtualization,
  VirtualizationFailure,
} from '#ports/virtualization.ts';
import { getTwice } from './get-twice.ts';
import type { PanelClient } from './panel-client.ts';
import { type PanelFault, type PanelMethod, panelFault } from './panel-fault.ts';
import { readPanelUser } from './panel-user.ts';
import { readList, readPages } from './read-pages.ts';

export interface VirtualizationSettings {
  /** Role of new panel users. */
  readonly roleId: number;
  /** Limit group of new panel users; null for the panel's default. */
  readonly limitGroupId: number | null;
  /** Whoever has this role, or one named ADMIN, is never adopted. 1 in a fresh panel. */
  readonly adminRoleId: number;
  /** Address that signs on, with `{token}` in it. The vendor does not document its form. */
  readonly signOnUrlTemplate: string;
}

const madeUser = z.object({ data: z.object({ id: z.int().positive() }) });

/** Visible ASCII (RFC 6749, A.12): half of a surrogate pair cannot even be put into an address. */
const accessToken = z.object({ access_token: z.string().regex(/^[\x20-\x7e]+$/) });
/** Clients of the vendor read the token in either place (docs/panel.md). */
const mintedToken = z.union([
  z.object({ data: accessToken }).transform(({ data }) => data),
  accessToken,
]);

/** Accounts and sign-on in the panel, over calls that the vendor's own modules make. */
export function createVirtualization(
  client: PanelClient,
  settings: VirtualizationSettings,
): Virtualization {
  return {
    findUsers: (email) => findUsers(client, settings, email),
    usersPage: (page) => usersPage(client, settings, page),
    createUser: (user) => createUser(client, settings, user),
    async linkUser(panelUserId, billingUserId) {
      // Only the field that changes: roles read as objects and written back answer 422.
      return changeUser(client, panelUserId, { billing_user_id: billingUserId });
    },
    lockUser: (panelUserId) => changeUser(client, panelUserId, { status: 'locked' }),
    unlockUser: (panelUserId) => changeUser(client, panelUserId, { status: 'active' }),
    async signOnUrl(panelUserId) {
      const body = { is_one_time: true };
      const answer = await client.write('POST', `/users/${panelUserId}/tokens`, body);
      if (!answer.ok) return err(failure(answer.error));
      const token = mintedToken.safeParse(answer.value);
      if (!token.success) return malformed('POST', 'no access token');
      const encoded = encodeURIComponent(token.data.access_token);
      return ok(settings.signOnUrlTemplate.replaceAll('{token}', () => encoded));
    },
  };
}

async function changeUser(
  client: PanelClient,
  panelUserId: number,
  body: Readonly<Record<string, string | number>>,
): Promise<Result<null, VirtualizationFailure>> {
  const answer = await client.write('PUT', `/users/${panelUserId}`, body);
  if (!answer.ok) return err(failure(answer.error));
  if (!madeUser.safeParse(answer.value).success) return malformed('PUT', 'no user');
  return ok(null);
}

async function findUsers(
  client: PanelClient,
  settings: VirtualizationSettings,
  email: string,
): Promise<Result<readonly PanelUser[], VirtualizationFailure>> {
  const query = new URLSearchParams({ 'filter[search]': email });
  const rows = await readPages(client.get, `/users?${query}`);
  if (!rows.ok) {
    const { error } = rows;
    // The list itself is not there, so no user is missing: the address is wrong.
    if (error.status !== 404) return err(failure(error));
    return err({ ...failure(error), code: 'panel_wrong_address' });
  }
  return readUsers(rows.value, settings);
}

async function usersPage(
  client: PanelClient,
  settings: VirtualizationSettings,
  page: number,
): Promise<Result<PanelUsersPage, VirtualizationFailure>> {
  const answer = await getTwice(client, `/users?page=${page}`);
  if (!answer.ok) return err(failure(answer.error));
  const list = readList(answer.value);
  if (!list) return malformed('GET', 'a list without data or meta');
  if (list.page !== page) return malformed('GET', `page ${list.page} instead of page ${page}`);
  const users = readUsers(list.rows, settings);
  if (!users.ok) return users;
  return ok({ users: users.value, lastPage: list.lastPage, total: list.total });
}

function readUsers(
  rows: readonly unknown[],
  { adminRoleId }: VirtualizationSettings,
): Result<readonly PanelUser[], VirtualizationFailure> {
  const users: PanelUser[] = [];
  for (const row of rows) {
    const user = readPanelUser(row, adminRoleId);
    if (!user) return malformed('GET', 'a user without id, address or roles');
    users.push(user);
  }
  return ok(users);
}

async function createUser(
  client: PanelClient,
  settings: VirtualizationSettings,
  user: NewPanelUser,
): Promise<Result<{ readonly panelUserId: number }, VirtualizationFailure>> {
  const answer = await client.write('POST', '/users', {
    email: user.email,
    password: user.password,
    status: 'active',
    roles: [settings.roleId],
    billing_user_id: user.billingUserId,
    ...(settings.limitGroupId === null ? {} : { limit_group_id: settings.limitGroupId }),
  });
  if (!answer.ok) return err(refusedUser(answer.error));
  const made = madeUser.safeParse(answer.value);
  if (!made.success) return malformed('POST', 'no user id');
  return ok({ panelUserId: made.data.data.id });
}

function refusedUser(fault: PanelFault): VirtualizationFailure {
  if (fault.status === 422) {
    if (fault.invalidFields.includes('email')) {
      return { ...failure(fault), code: 'panel_email_refused' };
    }
    if (fault.invalidFields.includes('password')) {
      return { ...failure(fault), code: 'panel_password_refused' };
    }
  }
  // Creating concerns no existing user.
  if (fault.status === 404) return { ...failure(fault), code: 'panel_wrong_address' };
  return failure(fault);
}

function failure({ disposition, code, detail }: PanelFault): VirtualizationFailure {
  return { disposition, code, detail };
}

function malformed(method: PanelMethod, what: string): Result<never, VirtualizationFailure> {
  const status = 200;
  return err(
    failure(panelFault(method, 'panel_answer_malformed', `an answer with ${what}`, { status })),
  );
}
