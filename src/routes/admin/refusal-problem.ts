import type { ExecuteRefusal } from '#core/invoicing/run-state.ts';
import type { MonthRefusal } from '#core/month.ts';
import type { AuthoriseRefusal } from '#usecases/admin/authorise.ts';
import type { SetPriceRefusal } from '#usecases/catalogue/set-token-price.ts';
import type { ReleaseRefusal } from '#usecases/invoicing/release-parked.ts';
import type { ApproveRefusal } from '#usecases/operators/approve-sign-in.ts';
import type { AppContext } from '../app-env.ts';
import { problem } from '../problem.ts';

export type AdminRefusal =
  | AuthoriseRefusal
  | ApproveRefusal
  | MonthRefusal
  | ExecuteRefusal
  | SetPriceRefusal
  | ReleaseRefusal
  | { readonly reason: 'limit_malformed'; readonly most: number }
  | { readonly reason: 'terms_version_exists' };

/** Every refusal of an operator's request as a problem document; the only place where they get a status. */
export function refusalProblem(c: AppContext, refusal: AdminRefusal): Response {
  const { reason } = refusal;
  switch (refusal.reason) {
    case 'signature_malformed':
      return problem(c, 401, reason, 'This is not a compact JWS.');
    case 'signature_invalid':
      return problem(c, 401, reason, 'No configured admin key made this signature.');
    case 'claims_malformed':
      return problem(c, 400, reason, `The claim "${refusal.claim}" is missing or malformed.`, {
        claim: refusal.claim,
      });
    case 'audience_wrong':
      return problem(c, 401, reason, `The signature is not meant for ${refusal.expected}.`);
    case 'signature_expired':
      return problem(c, 401, reason, 'The signature has expired. Sign again.');
    case 'signature_not_yet_valid':
      return problem(
        c,
        401,
        reason,
        'The signature is dated ahead of this service. Check your clock.',
      );
    case 'signature_too_long_lived':
      return problem(c, 401, reason, `A signature may live ${refusal.maxSeconds} seconds at most.`);
    case 'signature_replayed':
      return problem(c, 409, reason, 'This signature was used before. Sign again.');
    case 'role_forbidden':
      return problem(c, 403, reason, 'The key belongs to a reader, who may change nothing.');
    case 'action_wrong':
      return problem(c, 403, reason, `This needs the action ${refusal.expected.join(' or ')}.`);
    case 'challenge_invalid':
      return problem(
        c,
        410,
        reason,
        'This challenge is not ours or too old. The page has another.',
      );
    case 'challenge_used':
      return problem(c, 409, reason, 'This challenge was signed before.');
    case 'month_malformed':
      return problem(c, 400, reason, 'The month must be written YYYY-MM.');
    case 'month_not_closed':
      return problem(
        c,
        422,
        reason,
        `${refusal.month} is not over yet, so it cannot be invoiced.`,
        {
          endsAt: new Date(refusal.endsAtMs).toISOString(),
        },
      );
    case 'manifest_unknown':
      return problem(
        c,
        409,
        reason,
        'No finished plan of this month has this manifest. Plan again.',
      );
    case 'plan_superseded':
      return problem(
        c,
        409,
        reason,
        'A newer plan of this month took its place. Approve that one.',
      );
    case 'plan_is_shadow':
      return problem(c, 409, reason, 'A shadow month is compared, and never executed.');
    case 'plan_expired':
      return problem(c, 409, reason, 'The plan is older than a day. Plan again.', {
        plannedAt: new Date(refusal.plannedAtMs).toISOString(),
      });
    case 'currency_unknown':
      return problem(c, 422, reason, 'This is not an ISO 4217 currency.');
    case 'price_malformed':
      return problem(c, 422, reason, 'The price must be a positive decimal number such as 0.0125.');
    case 'price_in_force':
      return problem(
        c,
        409,
        reason,
        `${refusal.month} already has a price in ${refusal.currency}. A change may begin next month at the earliest.`,
      );
    case 'limit_malformed':
      return problem(c, 400, reason, `The limit is a number from 1 to ${refusal.most}.`);
    case 'client_unknown':
      return problem(c, 404, reason, 'There is no client with this id.');
    case 'not_releasable':
      return problem(
        c,
        422,
        reason,
        `Only a suspicion can be overruled: ${refusal.releasable.join(', ')}.`,
        { releasable: refusal.releasable },
      );
    case 'terms_version_exists':
      return problem(
        c,
        409,
        reason,
        'This version is published; a published version never changes.',
      );
  }
}
