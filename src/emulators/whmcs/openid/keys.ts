/** The provider's one signing key (RS256), made at its first use because a Worker may not make it while it starts. */

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const KEY_ID = 'whmcs-emulator-1';

export interface SigningKey {
  readonly publicJwk: () => Promise<Record<string, unknown>>;
  readonly sign: (claims: Record<string, unknown>) => Promise<string>;
}

export function createSigningKey(): SigningKey {
  let pair: Promise<CryptoKeyPair> | undefined;
  const keys = () => {
    pair ??= crypto.subtle.generateKey(ALGORITHM, true, [
      'sign',
      'verify',
    ]) as Promise<CryptoKeyPair>; // an asymmetric algorithm makes a pair
    return pair;
  };
  return {
    publicJwk: async () => {
      const { publicKey } = await keys();
      const { kty, n, e } = (await crypto.subtle.exportKey('jwk', publicKey)) as JsonWebKey; // the format asked for is jwk
      return { kty, n, e, kid: KEY_ID, alg: 'RS256', use: 'sig' };
    },
    sign: async (claims) => {
      const { privateKey } = await keys();
      const head = base64Url(textBytes(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })));
      const signed = `${head}.${base64Url(textBytes(JSON.stringify(claims)))}`;
      const signature = await crypto.subtle.sign(ALGORITHM.name, privateKey, textBytes(signed));
      return `${signed}.${base64Url(new Uint8Array(signature))}`;
    },
  };
}

export async function sha256Base64Url(text: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', textBytes(text))));
}

function base64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function textBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}
