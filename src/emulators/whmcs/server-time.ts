/**
 * The clock and the dates of the server that WHMCS runs on. Its zone is not ours, and it may be wrong by hours:
 * one offset stands for both, because nobody outside can tell them apart.
 */
import type { Installation } from './installation.ts';

export const ZERO_DATE = '0000-00-00';
export const ZERO_TIME = '0000-00-00 00:00:00';
const DAY_MS = 24 * 3600 * 1000;

/** `YYYY-MM-DD HH:mm:ss` by the server's own clock. */
export function serverTime(installation: Installation, ms = installation.nowMs()): string {
  const shifted = ms + installation.tables.options.serverOffsetMinutes * 60_000;
  return new Date(shifted).toISOString().slice(0, 19).replace('T', ' ');
}

export function serverDate(installation: Installation): string {
  return serverTime(installation).slice(0, 10);
}

export function daysLater(date: string, days: number): string {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) ? date : new Date(ms + days * DAY_MS).toISOString().slice(0, 10);
}

/** `2026-10-01`, `20261001`, or either with a time behind it; anything else becomes the zero date. */
export function storedDate(text: string): string {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?$/.exec(text.trim());
  const date = match === null ? '' : `${match[1]}-${match[2]}-${match[3]}`;
  return isDay(date) ? date : ZERO_DATE;
}

/** A date with or without a time of day, as a stored time. */
export function storedTime(text: string): string {
  const date = storedDate(text);
  if (date === ZERO_DATE) return ZERO_TIME;
  const time = /[ T](\d{2}:\d{2}(?::\d{2})?)/.exec(text)?.[1] ?? '00:00:00';
  return `${date} ${time.length === 5 ? `${time}:00` : time}`;
}

/** The installation's localisation format, DD/MM/YYYY; a plain `YYYY-MM-DD` is understood as well. */
export function localisedDate(text: string): string {
  const match = /^(\d{2})[/.-](\d{2})[/.-](\d{4})/.exec(text.trim());
  return match === null ? storedDate(text) : storedDate(`${match[3]}-${match[2]}-${match[1]}`);
}

function isDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
