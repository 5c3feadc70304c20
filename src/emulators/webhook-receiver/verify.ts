/** A receiver's own check of a Standard Webhooks signature, written from the specification. */

const TOLERANCE_SECONDS = 300;

export type Verdict = 'valid' | 'invalid' | 'too_old' | 'unsigned' | 'no_secret';

export interface SignedMessage {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

export async function verify(
  message: SignedMessage,
  secret: string | null,
  nowMs: number,
): Promise<Verdict> {
  const { id, timestamp, signature, body } = message;
  if (secret === null) return 'no_secret';
  if (id === undefined || timestamp === undefined || signature === undefined) return 'unsigned';
  const apartSeconds = Math.abs(nowMs / 1000 - Number(timestamp));
  if (!(apartSeconds <= TOLERANCE_SECONDS)) return 'too_old';
  const key = await importKey(secret);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const part of signature.split(' ')) {
    const [version, base64 = ''] = part.split(',');
    if (version === 'v1' && (await crypto.subtle.verify('HMAC', key, bytesOf(base64), signed))) {
      return 'valid';
    }
  }
  return 'invalid';
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.replace(/^whsec_/, ''));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
