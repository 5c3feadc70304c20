import { type ClaimsRefusal, checkClaims } from '#core/invoicing/override.ts';
import { permissionFor, permits } from '#core/operators/role.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { SignatureRefusal, SignedRequest } from '#ports/admin-signatures.ts';
import type { Ports } from '#ports/ports.ts';
import { refusedEvent } from '#usecases/operators/refused-event.ts';

export type AuthoriseRefusal =
  | SignatureRefusal
  | ClaimsRefusal
  | { readonly reason: 'signature_replayed' }
  | { readonly reason: 'role_forbidden' };

/**
 * An operator's signed request: who signed it, for us, now, for one of `actions`. A request that changes something
 * is used up here, before anything is done with it; one that only reads may be shown again until it expires.
 */
export async function authorise(
  ports: Pick<Ports, 'adminSignatures' | 'store' | 'clock' | 'settings' | 'log'>,
  jws: string,
  actions: readonly string[],
): Promise<Result<SignedRequest, AuthoriseRefusal>> {
  const { adminSignatures, store, clock, settings, log } = ports;
  const refuse = (refusal: AuthoriseRefusal) => {
    log.warn('admin_request_refused', { reason: refusal.reason });
    return err(refusal);
  };
  const verified = await adminSignatures.verify(jws);
  if (!verified.ok) return refuse(verified.error);
  const nowMs = clock.nowMs();
  const checked = checkClaims(verified.value, { audience: settings.origin, actions, nowMs });
  if (!checked.ok) return refuse(checked.error);
  const { jti, kid, action } = checked.value;
  if (action === 'read') return ok(checked.value);
  const role = adminSignatures.roleOf(kid);
  const isPermitted = role !== undefined && permits(role, permissionFor(action));
  const actor = `admin:${kid}`;
  const used = await store.commit([
    { type: 'admin_request_used', jti, kid, action, atMs: nowMs },
    isPermitted
      ? { type: 'audit', event: { atMs: nowMs, actor, action, subjectId: jti } }
      : refusedEvent({ atMs: nowMs, actor, subjectId: jti, wanted: action }),
  ]);
  if (!used.ok) return refuse({ reason: 'signature_replayed' });
  return isPermitted ? ok(checked.value) : refuse({ reason: 'role_forbidden' });
}
