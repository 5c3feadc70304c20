// An authenticator in software: what a phone does with a passkey (W3C Web Authentication, level 2), in the form in which
// the page's script sends it. ES256, no attestation.
const ENCODER = new TextEncoder();

/** User present, user verified, with credential data. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_CREDENTIAL = 0x40;

export interface Circumstances {
  readonly origin?: string;
  /** What the page asked to sign; another one is a replay. */
  readonly challenge: string;
  readonly verified?: boolean;
  readonly rpId?: string;
}

export type Authenticator = Awaited<ReturnType<typeof newAuthenticator>>;

/** One that is synchronised does not count its signatures: its counter stays 0. */
export async function newAuthenticator(origin: string, counts = true) {
  const keys = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const jwk = (await crypto.subtle.exportKey('jwk', keys.publicKey)) as JsonWebKey;
  const credentialId = crypto.getRandomValues(new Uint8Array(16));
  let counter = 0;

  async function data(flags: number, rpId: string, credential = new Uint8Array()) {
    const rpHash = new Uint8Array(await crypto.subtle.digest('SHA-256', ENCODER.encode(rpId)));
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, counts ? ++counter : 0);
    return join(rpHash, Uint8Array.of(flags), count, credential);
  }

  const hostOf = (circumstances: Circumstances) => circumstances.rpId ?? new URL(origin).hostname;
  const clientData = (type: string, { challenge, origin: at = origin }: Circumstances) =>
    ENCODER.encode(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const verifiedFlag = ({ verified = true }: Circumstances) => (verified ? VERIFIED : 0);

  return {
    credentialId: base64url(credentialId),
    /** The answer to `navigator.credentials.create`. */
    async create(circumstances: Circumstances): Promise<string> {
      const flags = PRESENT | WITH_CREDENTIAL | verifiedFlag(circumstances);
      const credential = join(
        new Uint8Array(16),
        Uint8Array.of(0, credentialId.length),
        credentialId,
        coseKey(jwk),
      );
      const authData = await data(flags, hostOf(circumstances), credential);
      return answer(credentialId, {
        clientDataJSON: base64url(clientData('webauthn.create', circumstances)),
        attestationObject: base64url(attestation(authData)),
      });
    },
    /** The answer to `navigator.credentials.get`. */
    async get(circumstances: Circumstances): Promise<string> {
      const authenticatorData = await data(
        PRESENT | verifiedFlag(circumstances),
        hostOf(circumstances),
      );
      const clientDataJSON = clientData('webauthn.get', circumstances);
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', clientDataJSON));
      const signature = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        keys.privateKey,
        join(authenticatorData, hash),
      );
      return answer(credentialId, {
        clientDataJSON: base64url(clientDataJSON),
        authenticatorData: base64url(authenticatorData),
        signature: base64url(derOf(new Uint8Array(signature))),
      });
    },
    /** As after a copy of the key was used elsewhere. */
    rewind() {
      counter = 0;
    },
  };
}

function answer(id: Uint8Array, response: Readonly<Record<string, string>>): string {
  const rawId = base64url(id);
  return JSON.stringify({
    id: rawId,
    rawId,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  });
}

/** CBOR of `{fmt: "none", attStmt: {}, authData}`. */
function attestation(authData: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = Uint8Array.of(0x59, authData.length >> 8, authData.length & 0xff);
  return join(
    Uint8Array.of(0xa3),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Uint8Array.of(0xa0),
    text('authData'),
    length,
    authData,
  );
}

/** RFC 9052: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y. */
function coseKey({ x = '', y = '' }: JsonWebKey): Uint8Array<ArrayBuffer> {
  const coordinate = (label: number, value: string) =>
    join(Uint8Array.of(label, 0x58, 32), Buffer.from(value, 'base64url'));
  const head = Uint8Array.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01);
  return join(head, coordinate(0x21, x), coordinate(0x22, y));
}

function text(value: string): Uint8Array {
  return join(Uint8Array.of(0x60 | value.length), ENCODER.encode(value));
}

/** Authenticators sign in DER, Web Crypto in two numbers side by side. */
function derOf(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const number = (part: Uint8Array) => {
    const start = part.findIndex((byte) => byte !== 0);
    const trimmed = part.subarray(start);
    const positive = (trimmed[0] ?? 0) & 0x80 ? join(Uint8Array.of(0), trimmed) : trimmed;
    return join(Uint8Array.of(0x02, positive.length), positive);
  };
  const both = join(number(raw.subarray(0, 32)), number(raw.subarray(32)));
  return join(Uint8Array.of(0x30, both.length), both);
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
