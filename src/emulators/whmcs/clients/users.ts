/** Users sign in; clients are billed. One user may own several clients. */
import { type Installation, nextId, type User } from '../installation.ts';

export interface NewUser {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly password: string;
  readonly language: string;
}

export function makeUser(installation: Installation, given: NewUser): User {
  const { tables } = installation;
  const user: User = {
    id: nextId(tables, 'user'),
    uuid: crypto.randomUUID(),
    ...given,
    isEmailVerified: false,
    hasTwoFactor: false,
    createdAtMs: installation.nowMs(),
  };
  tables.users.set(user.id, user);
  return user;
}

export function userByEmail(installation: Installation, email: string): User | null {
  const wanted = foldEmail(email);
  for (const user of installation.tables.users.values()) {
    if (foldEmail(user.email) === wanted) return user;
  }
  return null;
}

export function userWithPassword(
  installation: Installation,
  email: string,
  password: string,
): User | null {
  const user = userByEmail(installation, email);
  return user !== null && user.password !== '' && user.password === password ? user : null;
}

/** MySQL's usual collation compares addresses without case. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());
}
