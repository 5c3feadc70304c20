/** Slow hashing of clients' passwords. */
export interface Passwords {
  /** Text that carries its own parameters and salt. */
  hash(password: string): Promise<string>;
  /** False for a wrong password and for no hash at all, in the same time. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}
