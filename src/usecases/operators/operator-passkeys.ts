// Passkeys that stand for an admin key: made inside a session, and then a way in without the command. What one may do
// is what the key may do; it is worth nothing once the key is no longer configured.
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import {
  type ChallengeUse,
  newChallenge,
  openChallenge,
} from '#usecases/account/passkey-challenge.ts';
import type { Operator } from '#usecases/operators/current-operator.ts';

/** More than anybody has devices; bounds the page and the options. */
export const OPERATOR_PASSKEYS_AT_MOST = 20;

type PasskeyPorts = Pick<
  Ports,
  'store' | 'secrets' | 'clock' | 'random' | 'passkeys' | 'settings' | 'adminSignatures'
>;

export interface GivenPasskey {
  readonly note: string | undefined;
  readonly answer: string;
}

function addingBy(owner: string): ChallengeUse {
  return { what: 'add', area: 'operator', owner };
}

/** What the browser needs to make one, and the note that its answer is checked with. */
export async function offerOperatorPasskey(
  ports: PasskeyPorts,
  { kid }: Operator,
): Promise<{ readonly options: unknown; readonly note: string }> {
  const { challenge, note } = await newChallenge(ports, addingBy(kid));
  const own = await ports.store.operatorAccess.passkeys(OPERATOR_PASSKEYS_AT_MOST, kid);
  const options = await ports.passkeys.creation({
    challenge,
    // A digest: the handle holds 64 bytes (WebAuthn, 5.4.3), and no client's handle may be the same.
    user: {
      id: await ports.secrets.digest(`admin:${kid}`),
      email: kid,
      name: `${kid} (admin area)`,
    },
    exclude: own.map(({ credentialId }) => credentialId),
  });
  return { options, note };
}

/** `not_genuine`: the answer is to no challenge of ours, was given before, or the passkey is here already. */
export async function addOperatorPasskey(
  ports: PasskeyPorts,
  { kid }: Operator,
  given: GivenPasskey & { readonly name: string },
): Promise<Result<null, 'not_genuine' | 'too_many'>> {
  const { store, clock, passkeys } = ports;
  const opened = await openChallenge(ports, given.note, addingBy(kid));
  const credential = opened && (await passkeys.created(given.answer, opened.challenge));
  if (!credential) return err('not_genuine');
  const own = await store.operatorAccess.passkeys(OPERATOR_PASSKEYS_AT_MOST, kid);
  if (own.length >= OPERATOR_PASSKEYS_AT_MOST) return err('too_many');
  const atMs = clock.nowMs();
  const { name } = given;
  const event = { atMs, actor: `admin:${kid}`, subjectId: kid, detail: { after: { name } } };
  const committed = await store.commit([
    opened.used,
    { type: 'operator_passkey_added', kid, credential, name, atMs },
    { type: 'audit', event: { ...event, action: 'operator_passkey_added' } },
  ]);
  return committed.ok ? ok(null) : err('not_genuine');
}

/** One's own; an operator removes also what stands for another key, such as one that was lost. */
export async function removeOperatorPasskey(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { kid, role }: Operator,
  credentialId: string,
): Promise<Result<null, 'unknown'>> {
  const found = await store.operatorAccess.passkey(credentialId);
  if (!found) return err('unknown');
  const event = {
    atMs: clock.nowMs(),
    actor: `admin:${kid}`,
    action: 'operator_passkey_removed',
    subjectId: found.kid,
  };
  const whose = role === 'operator' ? undefined : kid;
  const committed = await store.commit([
    { type: 'operator_passkey_removed', credentialId, kid: whose },
    { type: 'audit', event },
  ]);
  return committed.ok ? ok(null) : err('unknown');
}
