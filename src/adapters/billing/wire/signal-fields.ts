import { readOutsideJson } from '#core/parse-outside-json.ts';
import type { SignalRequest } from '#ports/billing-system.ts';

/** Top-level fields of a webhook's body, JSON or form, over those of its query. Nothing readable is nothing said. */
export function signalFields({
  headers,
  query,
  body,
}: SignalRequest): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>(query);
  const text = new TextDecoder().decode(body);
  const isJson = /\bjson\b/i.test(headers.get('content-type') ?? '');
  const inBody = isJson ? jsonEntries(text) : new URLSearchParams(text);
  for (const [name, value] of inBody) fields.set(name, value);
  return fields;
}

function jsonEntries(text: string): Iterable<[string, unknown]> {
  const parsed = readOutsideJson(text);
  return typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
}
