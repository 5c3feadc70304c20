/** Reads base64 of PHP's `serialize()` for a flat array of texts and numbers, as `customfields` and `customvars` are sent. */

/** Null for anything that `unserialize()` would not make such an array of. Lengths of strings are bytes. */
export function readSerialized(base64: string): Map<string, string> | null {
  const bytes = bytesOf(base64);
  if (bytes === null) return null;
  const reader = { bytes, at: 0 };
  const count = Number(take(reader, /^a:(\d{1,4}):\{/));
  if (Number.isNaN(count)) return null;
  const map = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const key = scalar(reader);
    const value = scalar(reader);
    if (key === null || value === null) return null;
    map.set(key, value);
  }
  return take(reader, /^(\})/) === undefined ? null : map;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function scalar(reader: Reader): string | null {
  const plain = take(reader, /^[idb]:(-?[\d.]{1,20});/);
  if (plain !== undefined) return plain;
  if (take(reader, /^(N);/) !== undefined) return '';
  const length = Number(take(reader, /^s:(\d{1,7}):"/));
  if (Number.isNaN(length)) return null;
  const text = new TextDecoder().decode(reader.bytes.subarray(reader.at, reader.at + length));
  reader.at += length;
  return take(reader, /^(";)/) === undefined ? null : text;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  const ahead = String.fromCharCode(...reader.bytes.subarray(reader.at, reader.at + 32));
  const match = pattern.exec(ahead);
  if (match === null) return undefined;
  reader.at += match[0].length;
  return match[1];
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
