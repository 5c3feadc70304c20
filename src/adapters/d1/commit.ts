import type { SQL } from 'drizzle-orm';
import { err, ok, type Result } from '#core/result.ts';
import type { Change } from '#ports/changes.ts';
import { accountStatements } from './changes/account.ts';
import { apiKeyStatements } from './changes/api-keys.ts';
import { auditStatements } from './changes/audit.ts';
import { budgetStatements } from './changes/budgets.ts';
import { catalogueStatements } from './changes/catalogue.ts';
import { closingStatements } from './changes/closing.ts';
import { deliveryStatements } from './changes/delivery.ts';
import { enrolmentStatements } from './changes/enrolment.ts';
import { meteringStatements } from './changes/metering.ts';
import { monitoringStatements } from './changes/monitoring.ts';
import { movingStatements } from './changes/moving.ts';
import { operatorStatements } from './changes/operators.ts';
import { outboxStatements } from './changes/outbox.ts';
import { runStatements } from './changes/run.ts';
import { signInStatements } from './changes/sign-in.ts';
import { webhookStatements } from './changes/webhooks.ts';
import type { Database } from './database.ts';

/** Stores all changes in one batch, which D1 runs as one transaction. */
export async function commit(
  db: Database,
  changes: readonly Change[],
): Promise<Result<null, 'conflict'>> {
  try {
    await db.batch(changes.flatMap(statementsOf));
    return ok(null);
  } catch (error) {
    if (isConstraintFailure(error)) return err('conflict');
    throw error;
  }
}

function statementsOf(change: Change): SQL[] {
  switch (change.type) {
    case 'signup_requested':
    case 'signup_link_renewed':
    case 'signup_used':
    case 'client_created':
    case 'terms_accepted':
    case 'enrolment_started':
    case 'client_enrolled':
    case 'panel_user_given_up':
    case 'provisioning_failed':
      return enrolmentStatements(change);
    case 'session_opened':
    case 'session_closed':
    case 'language_chosen':
    case 'sessions_closed':
    case 'reset_requested':
    case 'reset_used':
    case 'password_changed':
      return signInStatements(change);
    case 'session_authenticated':
    case 'session_revoked':
    case 'email_change_requested':
    case 'email_changed':
    case 'attempts_forgiven':
    case 'second_factor_added':
    case 'second_factor_removed':
    case 'code_step_used':
    case 'recovery_codes_replaced':
    case 'recovery_code_used':
    case 'passkey_added':
    case 'passkey_removed':
    case 'passkey_used':
    case 'challenge_used':
    case 'identity_linked':
    case 'identities_removed':
      return accountStatements(change);
    case 'closing_requested':
    case 'closing_cancelled':
    case 'client_closed':
    case 'buyers_erased':
      return closingStatements(change);
    case 'token_price_set':
    case 'terms_published':
    case 'park_released':
      return catalogueStatements(change);
    case 'run_created':
    case 'run_items_planned':
    case 'run_items_parked':
    case 'run_planned':
    case 'run_execution_started':
    case 'run_invoices_issued':
    case 'run_restore_point':
    case 'run_executed':
    case 'run_failed':
    case 'run_retried':
      return runStatements(change);
    case 'outbox_added':
    case 'stranger_mail_counted':
    case 'outbox_done':
    case 'outbox_postponed':
    case 'outbox_given_up':
    case 'provisionings_done':
    case 'letter_revived':
    case 'letter_dismissed':
    case 'invoice_delivered':
      return outboxStatements(change);
    case 'look_started':
    case 'look_listed':
    case 'look_log_read':
    case 'look_finished':
    case 'look_failed':
    case 'look_abandoned':
    case 'servers_sighted':
    case 'servers_gone':
    case 'panel_event_received':
    case 'panel_events_settled':
    case 'pruning_started':
    case 'servers_pruned':
    case 'panel_events_pruned':
      return meteringStatements(change);
    case 'budgets_set':
    case 'budgets_told':
    case 'budgets_looked_at':
    case 'usage_days_noted':
      return budgetStatements(change);
    case 'delivery_noted':
    case 'delivery_done':
    case 'delivery_restarted':
    case 'client_linked':
    case 'client_unlinked':
    case 'billing_stopped':
    case 'billing_resumed':
    case 'payments_read':
    case 'payment_hinted':
      return deliveryStatements(change);
    case 'operator_sign_in_approved':
    case 'operator_sign_in_used':
    case 'operator_session_opened':
    case 'operator_session_proved':
    case 'operator_session_seen':
    case 'operator_session_closed':
    case 'operator_session_revoked':
    case 'operator_passkey_added':
    case 'operator_passkey_removed':
    case 'operator_passkey_used':
      return operatorStatements(change);
    case 'api_key_created':
    case 'api_key_revoked':
      return apiKeyStatements(change);
    case 'event_published':
    case 'test_event_published':
    case 'webhook_created':
    case 'webhook_changed':
    case 'webhook_removed':
    case 'webhook_secret_rotated':
    case 'webhook_attempted':
    case 'webhook_unclaimed':
    case 'webhook_works':
    case 'webhook_failed':
    case 'webhook_disabled':
    case 'webhook_resent':
    case 'failed_webhooks_resent':
    case 'webhook_log_pruned':
      return webhookStatements(change);
    case 'alarm_raised':
    case 'alarms_forgotten':
      return monitoringStatements(change);
    case 'import_started':
    case 'import_listed':
    case 'import_relisted':
    case 'import_matched':
    case 'import_planned':
    case 'import_approved':
    case 'clients_imported':
    case 'import_executed':
    case 'clients_invited':
    case 'shadow_compared':
    case 'clients_cut_over':
    case 'clients_cut_back':
      return movingStatements(change);
    case 'audit':
    case 'admin_request_used':
      return auditStatements(change);
  }
}

/** SQLite names the constraint in the message; the driver may wrap it once or twice. */
function isConstraintFailure(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (/(?:UNIQUE|CHECK) constraint failed/.test(e.message)) return true;
  }
  return false;
}
