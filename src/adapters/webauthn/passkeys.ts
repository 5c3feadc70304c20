// The library comes with every attestation format there is and is a third of the whole Worker. It is loaded when
// somebody first uses a passkey, so that no other request pays for it. No attestation is asked for: whose make an
// authenticator is does not matter here.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Passkeys } from '#ports/passkeys.ts';

export interface RelyingParty {
  /** `https://billing.example.net`; its host name is what passkeys are bound to. */
  readonly origin: string;
  readonly name: string;
}

const MAX_ANSWER_CHARACTERS = 16_384;
/** What the browser gives the person. */
const TIMEOUT_MS = 300_000;
const base64url = z.string().regex(/^[\w-]{1,4096}$/);

/** What every answer has; the rest is the library's to judge. */
const answerShape = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url }),
  clientExtensionResults: z.looseObject({}).default({}),
});

export function createPasskeys({ origin, name }: RelyingParty): Passkeys {
  const rpID = new URL(origin).hostname;
  const library = () => import('@simplewebauthn/server');
  const expected = (challenge: Uint8Array) => ({
    expectedChallenge: encode(challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  });
  return {
    async creation({ challenge, user, exclude }) {
      const { generateRegistrationOptions } = await library();
      return generateRegistrationOptions({
        rpName: name,
        rpID,
        challenge: copy(challenge),
        userID: copy(new TextEncoder().encode(user.id)),
        userName: user.email,
        userDisplayName: user.name,
        attestationType: 'none',
        timeout: TIMEOUT_MS,
        excludeCredentials: exclude.map((id) => ({ id })),
        // Discoverable, so that signing in needs no address; verified, so that it counts for both factors.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
    },
    // Written out, because strangers ask for it: they must not cost us the library (PublicKeyCredentialRequestOptionsJSON).
    request: async ({ challenge, allow = [] }) => ({
      challenge: encode(challenge),
      rpId: rpID,
      timeout: TIMEOUT_MS,
      userVerification: 'required',
      allowCredentials: allow.map((id) => ({ id, type: 'public-key' })),
    }),
    async created(answer, challenge) {
      const response = parse(answer);
      if (!response) return undefined;
      const { verifyRegistrationResponse } = await library();
      const verified = await genuine(() =>
        verifyRegistrationResponse({
          response: response as unknown as RegistrationResponseJSON, // the library checks every field
          ...expected(challenge),
        }),
      );
      if (!verified?.verified) return undefined;
      const { credential, credentialBackedUp } = verified.registrationInfo;
      return {
        credentialId: credential.id,
        publicKey: encode(credential.publicKey),
        counter: credential.counter,
        backedUp: credentialBackedUp,
      };
    },
    claimedId: (answer) => parse(answer)?.id,
    async asserted(answer, challenge, stored) {
      const response = parse(answer);
      if (!response) return undefined;
      const { verifyAuthenticationResponse } = await library();
      const verified = await genuine(() =>
        verifyAuthenticationResponse({
          response: response as unknown as AuthenticationResponseJSON, // as above
          ...expected(challenge),
          credential: {
            id: stored.credentialId,
            publicKey: copy(Buffer.from(stored.publicKey, 'base64url')),
            counter: stored.counter,
          },
        }),
      );
      return verified?.verified ? { counter: verified.authenticationInfo.newCounter } : undefined;
    },
  };
}

/** The library throws at whatever is not as it should be; to us that is one answer: not genuine. */
async function genuine<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}

function parse(answer: string): z.infer<typeof answerShape> | undefined {
  if (answer.length > MAX_ANSWER_CHARACTERS) return undefined;
  try {
    return answerShape.safeParse(JSON.parse(answer)).data;
  } catch {
    return undefined;
  }
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** Bytes in a buffer of their own, which is what the library's types ask for. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}
