/**
 * JSON as PHP's `json_encode` writes it: slashes and everything beyond ASCII escaped. A Map is an array with the keys in
 * their order, which an object of JavaScript does not keep for numbers.
 */
export function phpJson(value: unknown): string {
  return encode(value)
    .replaceAll('/', '\\/')
    .replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function encode(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(encode).join(',')}]`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const members = entries
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${JSON.stringify(String(key))}:${encode(inner)}`);
  return `{${members.join(',')}}`;
}
