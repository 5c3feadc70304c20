import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';

/** `hashing_busy`: too many wait already. `hashing_lost`: no answer came, or none in time. Safe to try again after either. */
export type PasswordsFailure = PortFailure<'hashing_busy' | 'hashing_lost'>;

/** Slow hashing of clients' passwords, kept away from everybody else's requests. */
export interface Passwords {
  /** Text that carries its own parameters and salt. */
  hash(password: string): Promise<Result<string, PasswordsFailure>>;
  /** False for a wrong password and for no hash at all, in the same time. */
  verify(password: string, hash: string | undefined): Promise<Result<boolean, PasswordsFailure>>;
}
