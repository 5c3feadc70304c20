// A phone's codes beside the password: offering a secret, taking it once a code has proved that the phone has it,
// and going without again.

import { err, ok, type Result } from '#core/result.ts';
import {
  normalRecoveryCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODES,
  recoveryCodes,
} from '#core/sign-in/recovery-code.ts';
import type { Change } from '#ports/changes.ts';
import type { OneTimeEnrolment } from '#ports/one-time-codes.ts';
import type { Ports } from '#ports/ports.ts';
import type { AccountPorts, Actor } from '#usecases/account/actor.ts';
import { securityEvent } from '#usecases/account/security-event.ts';
import { openNote, sealNote } from '#usecases/sealed-note.ts';

/** 160 bits, as RFC 4226 (section 4, R6) recommends. */
const SECRET_BYTES = 20;
/** Time to install an app and scan. */
const OFFER_VALID_MS = 60 * 60_000;

export interface SecondFactorOffer extends OneTimeEnrolment {
  readonly secret: string;
  /** Comes back with the first code; nothing is stored until then. */
  readonly note: string;
}

interface Offered {
  readonly clientId: string;
  readonly secret: string;
}

type FactorPorts = AccountPorts & Pick<Ports, 'oneTimeCodes'>;

/** A new secret; or, after a mistyped code, the one that was offered, because the phone has it by now. */
export async function offerSecondFactor(
  ports: FactorPorts,
  { client }: Pick<Actor, 'client'>,
  earlier?: string,
): Promise<SecondFactorOffer> {
  const { oneTimeCodes, random } = ports;
  const offered = earlier
    ? await openNote<Offered>(ports, 'new_second_factor', earlier)
    : undefined;
  const secret =
    offered?.clientId === client.id
      ? offered.secret
      : oneTimeCodes.newSecret(random.bytes(SECRET_BYTES));
  const fresh: Offered = { clientId: client.id, secret };
  const note = await sealNote(ports, 'new_second_factor', fresh, OFFER_VALID_MS);
  return { secret, note, ...oneTimeCodes.enrolment(secret, client.email) };
}

/** Switches the second factor on and answers the recovery codes, which nobody can show again. */
export async function addSecondFactor(
  ports: FactorPorts,
  { client, session, visitor }: Actor,
  { note, code }: { readonly note: string; readonly code: string },
): Promise<Result<readonly string[], 'start_again' | 'wrong_code' | 'has_one'>> {
  const { store, secrets, clock, oneTimeCodes } = ports;
  const offered = await openNote<Offered>(ports, 'new_second_factor', note);
  if (offered?.clientId !== client.id) return err('start_again');
  const atMs = clock.nowMs();
  const step = oneTimeCodes.step(offered.secret, code, atMs);
  if (step === undefined) return err('wrong_code');
  const { codes, change } = await newRecoveryCodes(ports, client.id);
  const { id: clientId } = client;
  const sealedSecret = await secrets.seal(offered.secret);
  const committed = await store.commit([
    { type: 'second_factor_added', clientId, sealedSecret, step, atMs },
    change,
    // Whoever is signed in elsewhere came in with the password alone.
    { type: 'sessions_closed', clientId, exceptTokenHash: session.tokenHash },
    ...(await securityEvent(ports, client, 'second_factor_on', visitor)),
  ]);
  if (!committed.ok) return err('has_one');
  await ports.queue.wake();
  return ok(codes);
}

/** Switches it off. The caller has asked who it is lately. */
export async function removeSecondFactor(
  ports: AccountPorts,
  { client, visitor }: Actor,
): Promise<void> {
  await ports.store.commit([
    { type: 'second_factor_removed', clientId: client.id },
    ...(await securityEvent(ports, client, 'second_factor_off', visitor)),
  ]);
  await ports.queue.wake();
}

/** New recovery codes in place of the old ones; none without a second factor. */
export async function replaceRecoveryCodes(
  ports: AccountPorts,
  { client, visitor }: Actor,
): Promise<readonly string[] | undefined> {
  if (!(await ports.store.account.secondFactor(client.id))) return undefined;
  const { codes, change } = await newRecoveryCodes(ports, client.id);
  const told = await securityEvent(ports, client, 'recovery_codes_replaced', visitor);
  await ports.store.commit([change, ...told]);
  await ports.queue.wake();
  return codes;
}

async function newRecoveryCodes(
  { random, secrets }: Pick<Ports, 'random' | 'secrets'>,
  clientId: Actor['client']['id'],
): Promise<{ readonly codes: readonly string[]; readonly change: Change }> {
  const codes = recoveryCodes(random.bytes(RECOVERY_CODES * RECOVERY_CODE_BYTES));
  const codeHashes = await secrets.digests(codes.map((code) => normalRecoveryCode(code) ?? ''));
  return { codes, change: { type: 'recovery_codes_replaced', clientId, codeHashes } };
}
