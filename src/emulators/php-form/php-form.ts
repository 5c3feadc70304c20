/**
 * Reads a request as PHP does: the query, and a body that is urlencoded or multipart. Files are left out. As in PHP, only
 * the first `maxInputVars` fields of each count (`max_input_vars`, 1000 unless a host raised it) and the rest is dropped
 * without a word, which is what a client with many lines has to know.
 */
import { type PhpMap, type PhpValue, phpMap } from './php-value.ts';
import { putField } from './put-field.ts';

const MAX_INPUT_VARS = 1000;

export interface PhpForm {
  readonly query: PhpMap;
  readonly body: PhpMap;
  /** Both, the body's keys before the query's. */
  readonly values: PhpMap;
  readonly kind: 'none' | 'urlencoded' | 'multipart' | 'json' | 'other';
}

/** Leaves the request's own body unread. */
export async function readPhpForm(
  request: Request,
  maxInputVars: number = MAX_INPUT_VARS,
): Promise<PhpForm> {
  const query = fromPairs(new URL(request.url).searchParams, maxInputVars);
  const { kind, body } = await readBody(request, maxInputVars);
  return { query, body, values: Object.assign(phpMap(), query, body), kind };
}

function fromPairs(pairs: Iterable<[string, string]>, limit: number): PhpMap {
  const map = phpMap();
  let taken = 0;
  for (const [name, value] of pairs) {
    if (taken === limit) break;
    taken += 1;
    putField(map, name, value);
  }
  return map;
}

async function readBody(request: Request, limit: number): Promise<Pick<PhpForm, 'kind' | 'body'>> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  const copy = request.clone();
  if (type.startsWith('multipart/form-data')) {
    return { kind: 'multipart', body: await readMultipart(copy, limit) };
  }
  const text = await copy.text();
  if (text === '') return { kind: 'none', body: phpMap() };
  if (type.startsWith('application/json')) return { kind: 'json', body: fromJson(text) };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { kind: 'urlencoded', body: fromPairs(new URLSearchParams(text), limit) };
  }
  return { kind: 'other', body: phpMap() };
}

async function readMultipart(request: Request, limit: number): Promise<PhpMap> {
  try {
    const pairs: [string, string][] = [];
    for (const [name, value] of await request.formData()) {
      if (typeof value === 'string') pairs.push([name, value]);
    }
    return fromPairs(pairs, limit);
  } catch {
    // PHP answers a multipart body that it cannot read with empty arrays.
    return phpMap();
  }
}

function fromJson(text: string): PhpMap {
  try {
    const value = phpValue(JSON.parse(text));
    return typeof value === 'string' ? phpMap() : value;
  } catch {
    return phpMap();
  }
}

/** As PHP writes them into texts: true is 1, false and null are empty. */
function phpValue(json: unknown): PhpValue {
  if (typeof json === 'string') return json;
  if (typeof json === 'number') return String(json);
  if (typeof json !== 'object' || json === null) return json === true ? '1' : '';
  const map = phpMap();
  for (const [key, value] of Object.entries(json)) map[key] = phpValue(value);
  return map;
}
