/** The form under which an address is stored, compared and found: trimmed, lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Compared as everywhere: exactly, but for case and for spaces around it. */
export function sameEmail(a: string, b: string): boolean {
  return normalEmail(a) === normalEmail(b);
}
