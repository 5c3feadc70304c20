/** A receiver's own check of a Standard Webhooks signature, written from the specification. */

const TOLERANCE_SECONDS = 300;

export type Verdict = 'valid' | 'invalid' | 'too_old' | 'unsigned' | 'no_secret';

export interface SignedMessage {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** The body as it came: what is signed are bytes. */
export async function verify(
  message: SignedMessage,
  body: Uint8Array,
  secret: string | null,
  nowMs: number,
): Promise<Verdict> {
  const { id, timestamp, signature } = message;
  if (secret === null) return 'no_secret';
  if (id === undefined || timestamp === undefined || signature === undefined) return 'unsigned';
  const apartSeconds = Math.abs(nowMs / 1000 - Number(timestamp));
  if (!(apartSeconds <= TOLERANCE_SECONDS)) return 'too_old';
  const secretBytes = bytesOf(secret.replace(/^whsec_/, ''));
  if (secretBytes === null) return 'no_secret';
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secretBytes, algorithm, false, ['verify']);
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = Uint8Array.from([...head, ...body]);
  for (const part of signature.split(' ')) {
    const [version, base64 = ''] = part.split(',');
    const bytes = version === 'v1' ? bytesOf(base64) : null;
    if (bytes !== null && (await crypto.subtle.verify('HMAC', key, bytes, signed))) return 'valid';
  }
  return 'invalid';
}

/** Null for what is no base64 or says nothing. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return bytes.length === 0 ? null : bytes;
  } catch {
    return null;
  }
}
