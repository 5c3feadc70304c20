export const UNSET_TIME = '0000-00-00 00:00:00';

/** `YYYY-MM-DD hh:mm:ss`; the zone is the server's, here UTC. */
export function hostbillTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

export function hostbillDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The calendar date of a text that begins with one; null for any other. */
export function readDate(text: string): string | null {
  const day = text.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || hostbillDate(ms) !== day ? null : day;
}
