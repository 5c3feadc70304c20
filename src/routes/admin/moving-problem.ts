import type { CompareRefusal } from '#usecases/moving/compare-shadow.ts';
import type { CutOverRefusalOfAll } from '#usecases/moving/cut-over.ts';
import type { AppContext } from '../app-env.ts';
import { problem } from '../problem.ts';

/** Every refusal around moving over as a problem document. */
export function movingProblem(
  c: AppContext,
  refusal: CompareRefusal | CutOverRefusalOfAll,
): Response {
  const { reason } = refusal;
  switch (refusal.reason) {
    case 'import_unknown':
      return problem(c, 404, reason, 'There is no import with this id.');
    case 'shadow_unknown':
      return problem(c, 404, reason, 'There is no shadow month with this id.');
    case 'import_not_planned':
      return problem(c, 409, reason, 'The dry run is not complete.');
    case 'import_superseded':
      return problem(c, 409, reason, 'A newer dry run took its place. Approve that one.');
    case 'import_expired':
      return problem(c, 409, reason, 'The dry run is older than a day. Make a new one.', {
        plannedAt: new Date(refusal.plannedAtMs).toISOString(),
      });
    case 'manifest_differs':
      return problem(c, 409, reason, 'The dry run has another manifest. Read it again.');
    case 'shadow_not_planned':
      return problem(c, 409, reason, 'The shadow month is still being computed.');
    case 'overtaken':
      return problem(c, 409, reason, 'Another step of the same was faster. Go on.');
    case 'panel_list_changed':
      return problem(
        c,
        409,
        reason,
        'Users came or went while the panel’s list was read. It is read again from its beginning: go on.',
      );
    case 'billing_is_stopped':
      return problem(
        c,
        409,
        reason,
        'The billing system refuses us, and is left alone until a probe succeeds.',
      );
    case 'nobody_to_import_from':
      return problem(c, 422, reason, 'BILLING_SYSTEM is none that clients could come from.');
    case 'old_invoices_unknown':
      return problem(
        c,
        422,
        reason,
        'How an add-on’s invoices look is known of WHMCS alone, so there is nothing to compare with.',
      );
    case 'cut_over_month_over':
      return problem(
        c,
        422,
        reason,
        `Months before ${refusal.running} are over, and were the add-on’s to bill.`,
      );
    case 'cut_over_month_far':
      return problem(c, 422, reason, `${refusal.latest} is the latest month to begin with.`);
    case 'panel_failed':
    case 'billing_failed': {
      const { code, detail } = refusal.failure;
      return problem(c, 502, code, detail || 'It did not answer as it should.');
    }
  }
}
