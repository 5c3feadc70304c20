// Calls as they are, for what the adapters hide on purpose: the exact shapes and words of the answers.
import { type Door, jsonOf } from './door.ts';

export const TIMEOUT_MS = 60_000;
/** Of a line's text, as without settings. */
export const LINE_CHARACTERS = 250;

export type Row = Readonly<Record<string, unknown>>;

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: Row;
}

export async function sendRaw(
  door: Door,
  url: string,
  init: Pick<RequestInit, 'method' | 'body' | 'headers'>,
): Promise<RawAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await door.fetch(url, { ...init, redirect: 'manual', signal });
  const text = await answer.text();
  const json = jsonOf(text);
  return { status: answer.status, text, json: isRecord(json) ? json : {} };
}

/** Rows in whatever shape they come: a list, a map of ids, or the one row itself. */
export function rowsIn(value: unknown): readonly Row[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return [];
  return Object.keys(value).every((key) => /^\d+$/.test(key))
    ? Object.values(value).filter(isRecord)
    : [value];
}

export function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The answer word for word. */
export function said({ status, text }: Pick<RawAnswer, 'status' | 'text'>): string {
  return `HTTP ${status} ${text}`;
}

export function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'not there';
}

/** Some of what a row has; the rest may be a password's hash. */
export function pick(row: Row | undefined, ...names: readonly string[]): string {
  return shown(Object.fromEntries(names.map((name) => [name, row?.[name]])));
}
