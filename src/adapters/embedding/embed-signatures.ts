import type { EmbedSignatures } from '#ports/embed-signatures.ts';

const ENCODER = new TextEncoder();
const HEX_SHA_256 = /^[0-9a-f]{64}$/;

/** HMAC-SHA-256 (RFC 2104) under the secret that both sides hold; the runtime compares in constant time. */
export function createEmbedSignatures(secret: string | undefined): EmbedSignatures {
  return {
    async verify(message, signature) {
      if (secret === undefined || !HEX_SHA_256.test(signature)) return false;
      const key = await crypto.subtle.importKey(
        'raw',
        ENCODER.encode(secret),
        { name: 'HMAC', hash: 'SHA-256' },
        false,
        ['verify'],
      );
      const bytes = Uint8Array.from(Buffer.from(signature, 'hex'));
      return crypto.subtle.verify('HMAC', key, bytes, ENCODER.encode(message));
    },
  };
}
