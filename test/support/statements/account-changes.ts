import type { AccountChange } from '#ports/account-changes.ts';
import type { EnrolmentChange } from '#ports/enrolment-changes.ts';
import type { SignInChange } from '#ports/sign-in-changes.ts';
import type { Samples } from './samples.ts';
import { CLIENT, SIGNUP, USD } from './subjects.ts';

const atMs = 1;
const clientId = CLIENT;
const tokenHash = 'hash';
const expiresAtMs = 2;
const person = { email: 'a@example.com', name: 'A', company: '' };
const credential = { credentialId: 'c', publicKey: 'p', counter: 0, backedUp: false };
const visitor = { network: '', device: '' };
const leaseUntilMs = 2;
const link = { tokenHash, browserHash: 'hash', sealedPassword: '', expiresAtMs };

export const ENROLMENT_CHANGES: Samples<EnrolmentChange['type']> = {
  signup_requested: [{ signup: { id: SIGNUP, ...person, ...link, createdAtMs: atMs } }],
  signup_link_renewed: [{ signupId: SIGNUP, oldTokenHash: 'old', ...link }],
  signup_used: [{ signupId: SIGNUP, atMs }],
  client_created: [
    {
      client: {
        id: clientId,
        ...person,
        currency: USD,
        language: '',
        passwordHash: '',
        createdAtMs: 1,
      },
    },
  ],
  terms_accepted: [
    {
      clientId,
      acceptances: [{ kind: 'terms_of_service', version: '1', hash: 'h' }],
      atMs,
      ip: '',
      userAgent: '',
    },
  ],
  enrolment_started: [{ clientId, currency: USD }],
  client_enrolled: [{ clientId, panelUserId: 1, atMs, leaseUntilMs }],
  panel_user_given_up: [{ clientId }],
  provisioning_failed: [{ clientId, failure: 'panel_rejected', leaseUntilMs }],
};

export const SIGN_IN_CHANGES: Samples<SignInChange['type']> = {
  session_opened: [{ tokenHash, clientId, visitor, atMs, expiresAtMs }],
  session_closed: [{ tokenHash }],
  language_chosen: [{ tokenHash, language: 'de', atMs }],
  sessions_closed: [{ clientId }, { clientId, exceptTokenHash: tokenHash }],
  reset_requested: [{ tokenHash, clientId, expiresAtMs }],
  reset_used: [{ tokenHash, atMs }],
  password_changed: [{ clientId, passwordHash: '' }],
};

export const ACCOUNT_CHANGES: Samples<AccountChange['type']> = {
  session_authenticated: [{ tokenHash, atMs }],
  session_revoked: [{ clientId, sessionId: 'abc' }],
  email_change_requested: [{ tokenHash, clientId, newEmail: 'b@example.com', expiresAtMs }],
  email_changed: [{ tokenHash, atMs }],
  identity_linked: [{ issuer: 'i', subject: 's', clientId, atMs }],
  identities_removed: [{ clientId }],
  attempts_forgiven: [{ cleared: ['a'], reduced: ['b'] }],
  second_factor_added: [{ clientId, sealedSecret: '', step: 1, atMs }],
  second_factor_removed: [{ clientId }],
  code_step_used: [{ clientId, step: 1 }],
  recovery_codes_replaced: [{ clientId, codeHashes: ['a'] }],
  recovery_code_used: [{ clientId, codeHash: 'a', atMs }],
  passkey_added: [{ clientId, credential, name: '', atMs }],
  passkey_removed: [{ clientId, credentialId: 'c' }],
  passkey_used: [{ credentialId: 'c', counter: 1, atMs }],
  challenge_used: [{ hash: 'h', expiresAtMs }],
  closing_requested: [{ clientId, atMs }],
  closing_cancelled: [{ clientId }],
  client_closed: [{ clientId, pseudonymEmail: 'closed', atMs }],
  buyers_erased: [{ beforeMs: 1 }],
};
