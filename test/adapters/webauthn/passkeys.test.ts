// Loaded ahead, because the adapter loads it late and the test runner takes seconds to.
import '@simplewebauthn/server';
import { describe, expect, it } from 'vitest';
import { createPasskeys } from '#adapters/webauthn/passkeys.ts';
import { newAuthenticator } from '../../support/authenticator.ts';

const ORIGIN = 'https://billing.test';
const passkeys = createPasskeys({ origin: ORIGIN, name: 'Test Hosting' });
const CHALLENGE = Uint8Array.from({ length: 32 }, (_, i) => i);
const challenge = Buffer.from(CHALLENGE).toString('base64url');
const OTHER_CHALLENGE = CHALLENGE.toReversed();

async function made() {
  const authenticator = await newAuthenticator(ORIGIN);
  const credential = await passkeys.created(await authenticator.create({ challenge }), CHALLENGE);
  if (!credential) throw new Error('a genuine answer was refused');
  return { authenticator, credential };
}

describe('creation', () => {
  it('asks for a discoverable, verified passkey without attestation, and for none that is there', async () => {
    const user = { id: 'cli_1', email: 'ada@example.com', name: 'Ada' };
    const options = await passkeys.creation({ challenge: CHALLENGE, user, exclude: ['AAAA'] });
    expect(options).toMatchObject({
      challenge,
      rp: { id: 'billing.test', name: 'Test Hosting' },
      user: { name: 'ada@example.com', displayName: 'Ada' },
      attestation: 'none',
      excludeCredentials: [{ id: 'AAAA', type: 'public-key' }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });
});

describe('request', () => {
  it('asks for a verified person, with any passkey or with those of one client', async () => {
    const any = { challenge, rpId: 'billing.test', userVerification: 'required' };
    expect(await passkeys.request({ challenge: CHALLENGE })).toMatchObject({
      ...any,
      allowCredentials: [],
    });
    expect(await passkeys.request({ challenge: CHALLENGE, allow: ['AAAA'] })).toMatchObject({
      ...any,
      allowCredentials: [{ id: 'AAAA', type: 'public-key' }],
    });
  });
});

describe('created', () => {
  it('reads the credential of a genuine answer', async () => {
    const { authenticator, credential } = await made();
    expect(credential).toMatchObject({ credentialId: authenticator.credentialId, counter: 1 });
  });

  it.each([
    ['another site', { challenge, origin: 'https://evil.test' }],
    ['another relying party', { challenge, rpId: 'evil.test' }],
    ['another challenge', { challenge: Buffer.from(OTHER_CHALLENGE).toString('base64url') }],
    ['a person who was not verified', { challenge, verified: false }],
  ])('refuses an answer for %s', async (_, circumstances) => {
    const authenticator = await newAuthenticator(ORIGIN);
    const answer = await authenticator.create(circumstances);
    expect(await passkeys.created(answer, CHALLENGE)).toBeUndefined();
  });

  it.each(['', '{}', 'null', '[]', 'no json', `{"id":"${'x'.repeat(20_000)}"}`])(
    'refuses %j',
    async (answer) => {
      expect(await passkeys.created(answer, CHALLENGE)).toBeUndefined();
      expect(passkeys.claimedId(answer)).toBeUndefined();
    },
  );
});

describe('asserted', () => {
  it('takes a signature of the credential and says its counter', async () => {
    const { authenticator, credential } = await made();
    const answer = await authenticator.get({ challenge });
    expect(passkeys.claimedId(answer)).toBe(credential.credentialId);
    expect(await passkeys.asserted(answer, CHALLENGE, credential)).toEqual({ counter: 2 });
  });

  it.each([
    ['another site', { challenge, origin: 'https://evil.test' }],
    ['another relying party', { challenge, rpId: 'evil.test' }],
    ['another challenge', { challenge: Buffer.from(OTHER_CHALLENGE).toString('base64url') }],
    ['a person who was not verified', { challenge, verified: false }],
  ])('refuses a signature for %s', async (_, circumstances) => {
    const { authenticator, credential } = await made();
    const answer = await authenticator.get(circumstances);
    expect(await passkeys.asserted(answer, CHALLENGE, credential)).toBeUndefined();
  });

  it('refuses the signature of another key', async () => {
    const { credential } = await made();
    const stranger = await newAuthenticator(ORIGIN);
    const answer = await stranger.get({ challenge });
    const forged = JSON.stringify({
      ...JSON.parse(answer),
      id: credential.credentialId,
      rawId: credential.credentialId,
    });
    expect(await passkeys.asserted(forged, CHALLENGE, credential)).toBeUndefined();
  });

  it('refuses a counter that went back: there is a copy', async () => {
    const { authenticator, credential } = await made();
    authenticator.rewind();
    const answer = await authenticator.get({ challenge });
    expect(await passkeys.asserted(answer, CHALLENGE, credential)).toBeUndefined();
  });
});
