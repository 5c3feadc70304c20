// Every table, one file each; the door for drizzle-kit and for the adapter.
export { adminRequest } from './admin-request.ts';
export { auditEvent } from './audit-event.ts';
export { automationRun } from './automation-run.ts';
export { billingLink } from './billing-link.ts';
export { billingStop } from './billing-stop.ts';
export { client } from './client.ts';
export { commitGuard } from './commit-guard.ts';
export { delivery } from './delivery.ts';
export { invoice, invoiceLine, invoiceSeries } from './invoice.ts';
export { invoiceRun, invoiceRunItem } from './invoice-run.ts';
export { outbox } from './outbox.ts';
export { parkRelease } from './park-release.ts';
export { passwordReset } from './password-reset.ts';
export { session } from './session.ts';
export { signup } from './signup.ts';
export { termsAcceptance, termsVersion } from './terms.ts';
export { tokenPrice } from './token-price.ts';
