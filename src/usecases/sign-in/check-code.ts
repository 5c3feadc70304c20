import type { ClientId } from '#core/ids.ts';
import { normalRecoveryCode } from '#core/sign-in/recovery-code.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';

export interface CodeProof {
  readonly kind: 'code' | 'recovery_code';
  /** Guarded: uses the code up, so that a second use of it fails the commit. */
  readonly change: Change;
}

/** Whether a typed code is the client's, from the app or off the list. Decides nothing: the commit of `change` does. */
export async function checkCode(
  {
    store,
    secrets,
    clock,
    oneTimeCodes,
  }: Pick<Ports, 'store' | 'secrets' | 'clock' | 'oneTimeCodes'>,
  clientId: ClientId,
  typed: string,
): Promise<CodeProof | undefined> {
  const recovery = normalRecoveryCode(typed);
  if (recovery) {
    const codeHash = await secrets.digest(recovery);
    const change = { type: 'recovery_code_used', clientId, codeHash, atMs: clock.nowMs() } as const;
    return { kind: 'recovery_code', change };
  }
  const factor = await store.account.secondFactor(clientId);
  const secret = factor && (await secrets.open(factor.sealedSecret));
  if (!factor || secret === undefined) return undefined;
  const step = oneTimeCodes.step(secret, typed, clock.nowMs());
  if (step === undefined || step <= factor.lastStep) return undefined;
  return { kind: 'code', change: { type: 'code_step_used', clientId, step } };
}
