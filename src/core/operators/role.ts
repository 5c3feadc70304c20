// Who an admin key stands for, and what each may do. One table: whatever an operator can be asked for is in it.

export const ROLES = ['operator', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** `own_access`: how the person gets in themselves, which is sessions and passkeys of their own key. */
export type Permission = 'read' | 'own_access' | 'change';

const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  operator: ['read', 'own_access', 'change'],
  reader: ['read', 'own_access'],
};

/** Whether somebody with this role may do that. */
export function permits(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission);
}

/** What the action of a signed request needs. An action that is not named here changes something. */
export function permissionFor(action: string): Permission {
  if (action === 'read') return 'read';
  return action === 'open_session' ? 'own_access' : 'change';
}
