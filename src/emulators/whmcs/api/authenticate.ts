/**
 * Who calls, and may they? The order of the checks is a guess (address, then credentials, then role); the
 * texts and the status 403 are the vendor's.
 */
import { type Access, isAllowed } from '../settings/access.ts';
import type { Params } from './params.ts';

export type Caller =
  | { readonly ok: true; readonly admin: string; readonly roles: readonly string[] | null }
  | { readonly ok: false; readonly message: string };

export function authenticate(access: Access, params: Params): Caller {
  if (isBanned(access)) return { ok: false, message: 'Access Denied' };
  if (!isAddressAllowed(access, params)) {
    return { ok: false, message: `Invalid IP ${access.callerIp}` };
  }
  const caller = identify(access, params);
  access.failuresInARow = caller.ok ? 0 : access.failuresInARow + 1;
  return caller;
}

/** Null where the caller may do this, else the vendor's refusal. Administrators by password have no role. */
export function roleRefusal(
  access: Access,
  roles: readonly string[] | null,
  action: string,
): string | null {
  if (roles === null || isAllowed(access, roles, action)) return null;
  return `Invalid Permissions: API action "${action.toLowerCase()}" is not allowed`;
}

function isBanned({ banAfterFailures, failuresInARow }: Access): boolean {
  return banAfterFailures !== null && failuresInARow >= banAfterFailures;
}

function isAddressAllowed({ allowedIps, callerIp, accessKey }: Access, params: Params): boolean {
  if (allowedIps === null || allowedIps.includes(callerIp)) return true;
  return accessKey !== '' && params.text('accesskey') === accessKey;
}

/** Many clients send all four fields and leave two of them empty. */
function identify(access: Access, params: Params): Caller {
  const name = params.text('identifier') || params.text('username');
  const secret = params.text('secret') || params.text('password');
  if (name === '' || secret === '') return { ok: false, message: 'Authentication Failed' };

  const credential = access.credentials.find((one) => one.identifier === name);
  const admin = access.admins.find((one) => one.username === (credential?.admin ?? name));
  if (credential === undefined && admin === undefined) {
    return { ok: false, message: 'Invalid or missing credentials' };
  }
  const isSecretRight =
    credential === undefined
      ? admin?.passwordMd5.toLowerCase() === secret.toLowerCase()
      : credential.secret === secret;
  if (!isSecretRight) return { ok: false, message: 'Authentication Failed' };
  if (admin?.isDisabled) return { ok: false, message: 'Administrator Account Disabled' };
  if (admin?.mayUseApi === false) return { ok: false, message: 'Access Denied' };
  return { ok: true, admin: admin?.username ?? '', roles: credential?.roles ?? null };
}
