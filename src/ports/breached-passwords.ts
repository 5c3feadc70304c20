/** Passwords known from other services' leaks. */
export interface BreachedPasswords {
  /** False also when nobody could be asked: an outage there must not keep people from choosing a password here. */
  isBreached(password: string): Promise<boolean>;
}
