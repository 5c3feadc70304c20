// The whole HTTP side: what stands in front of every route, and the routes.
import { Hono } from 'hono';
import { accountClose } from './routes/account/close.tsx';
import { accountConfirm } from './routes/account/confirm.tsx';
import { accountData } from './routes/account/data.tsx';
import { accountEmail } from './routes/account/email.tsx';
import { accountIdentity } from './routes/account/identity.tsx';
import { accountOverview } from './routes/account/overview.tsx';
import { accountPasskeys } from './routes/account/passkeys.tsx';
import { accountPassword } from './routes/account/password.tsx';
import { accountSecondFactor } from './routes/account/second-factor.tsx';
import { accountSessions } from './routes/account/sessions.tsx';
import { accountTerms } from './routes/account/terms.tsx';
import { apiKeys } from './routes/admin/api-keys.ts';
import { automation } from './routes/admin/automation.ts';
import { billing } from './routes/admin/billing.ts';
import { catalogue } from './routes/admin/catalogue.ts';
import { clientActions } from './routes/admin/client-actions.ts';
import { clientData } from './routes/admin/client-data.ts';
import { cutOvers } from './routes/admin/cut-overs.ts';
import { doctor } from './routes/admin/doctor.ts';
import { imports } from './routes/admin/imports.ts';
import { invoiceRuns } from './routes/admin/invoice-runs.ts';
import { invoices } from './routes/admin/invoices.ts';
import { letterActions } from './routes/admin/letter-actions.ts';
import { reconciliation } from './routes/admin/reconciliation.tsx';
import { runPlan } from './routes/admin/run-plan.tsx';
import { sessions } from './routes/admin/sessions.ts';
import { shadowMonths } from './routes/admin/shadow-months.tsx';
import { status } from './routes/admin/status.ts';
import { webhookEndpoints } from './routes/admin/webhook-endpoints.ts';
import { adminAccess } from './routes/admin-area/access.tsx';
import { adminStylesheet } from './routes/admin-area/admin-stylesheet.ts';
import { adminAudit } from './routes/admin-area/audit.tsx';
import { adminDailyWork } from './routes/admin-area/daily-work.ts';
import { adminKeys } from './routes/admin-area/keys.tsx';
import { adminOverview } from './routes/admin-area/overview.tsx';
import { adminPrices } from './routes/admin-area/prices.tsx';
import { adminSettings } from './routes/admin-area/settings.tsx';
import { adminSignIn } from './routes/admin-area/sign-in.tsx';
import { adminSignInPasskey } from './routes/admin-area/sign-in-passkey.tsx';
import { adminTerms } from './routes/admin-area/terms.tsx';
import { adminWebhook } from './routes/admin-area/webhook.tsx';
import { adminWebhookSecret } from './routes/admin-area/webhook-secret.tsx';
import { adminWebhooks } from './routes/admin-area/webhooks.tsx';
import { createApi } from './routes/api/api.ts';
import type { App, AppEnv } from './routes/app-env.ts';
import { billingSignal } from './routes/billing-signal.ts';
import { boundedBody } from './routes/bounded-body.ts';
import { boundedHead } from './routes/bounded-head.ts';
import { brake } from './routes/brake.ts';
import { dashboard } from './routes/dashboard.tsx';
import { embed } from './routes/embed.tsx';
import { notFound, onError } from './routes/errors.tsx';
import { forgot } from './routes/forgot.tsx';
import { health } from './routes/health.ts';
import { icon } from './routes/icon.ts';
import { invoice } from './routes/invoice.tsx';
import { invoiceCsv } from './routes/invoice-csv.ts';
import { invoiceFileDownload } from './routes/invoice-file.ts';
import { invoiceList } from './routes/invoice-list.tsx';
import { invoicePdf } from './routes/invoice-pdf.ts';
import { landing } from './routes/landing.tsx';
import { language } from './routes/language.ts';
import { login } from './routes/login.tsx';
import { loginCode } from './routes/login-code.tsx';
import { loginOpenId } from './routes/login-openid.tsx';
import { loginOpenIdTerms } from './routes/login-openid-terms.tsx';
import { loginPasskey } from './routes/login-passkey.tsx';
import { panelEvents } from './routes/panel/events.ts';
import { isPriceAddress, panelPrices } from './routes/panel/prices.ts';
import { passkeysScript } from './routes/passkeys-script.ts';
import { pay } from './routes/pay.tsx';
import { ready } from './routes/ready.tsx';
import { reset } from './routes/reset.tsx';
import { sameSiteForms, securityHeaders } from './routes/security.ts';
import { signOn } from './routes/sign-on.tsx';
import { signup } from './routes/signup.tsx';
import { stylesheet } from './routes/stylesheet.ts';
import { terms } from './routes/terms.tsx';
import { usage } from './routes/usage.tsx';
import { verify } from './routes/verify.tsx';

/** Signed requests and the panel's carry their own proof and their own limit; forms get the browser's protections. */
const PROGRAM_ROUTES = [
  apiKeys,
  invoiceRuns,
  runPlan,
  reconciliation,
  invoices,
  automation,
  catalogue,
  clientActions,
  clientData,
  letterActions,
  status,
  billing,
  imports,
  shadowMonths,
  cutOvers,
  billingSignal,
  panelEvents,
  sessions,
  doctor,
  webhookEndpoints,
];
const PAGES = [embed, landing, language, stylesheet, icon, health, signup, verify, ready, terms];
const ACCOUNT_PAGES = [
  login,
  forgot,
  reset,
  dashboard,
  usage,
  invoiceFileDownload,
  invoiceCsv,
  invoicePdf,
  invoiceList,
  pay,
  invoice,
  signOn,
];

const SECURITY_PAGES = [
  loginCode,
  loginPasskey,
  loginOpenId,
  loginOpenIdTerms,
  passkeysScript,
  accountOverview,
  accountConfirm,
  accountPassword,
  accountEmail,
  accountPasskeys,
  accountIdentity,
  accountSecondFactor,
  accountSessions,
  accountTerms,
  accountData,
  accountClose,
];

/** Pages for operators, each behind `requireOperator`. */
const ADMIN_AREA = [
  adminKeys,
  adminStylesheet,
  adminSignIn,
  adminSignInPasskey,
  adminOverview,
  adminDailyWork,
  adminPrices,
  adminTerms,
  adminSettings,
  adminAccess,
  adminAudit,
  adminWebhooks,
  adminWebhookSecret,
  adminWebhook,
];

/** In front of the app, and answered without it. */
export { isPriceAddress, panelPrices };

export function createApp(): App {
  const app = new Hono<AppEnv>();
  app.use(securityHeaders, boundedHead, brake);
  for (const route of PROGRAM_ROUTES) app.route('/', route);
  app.route('/', createApi());
  app.use(sameSiteForms, boundedBody);
  for (const route of [...PAGES, ...ACCOUNT_PAGES, ...SECURITY_PAGES, ...ADMIN_AREA])
    app.route('/', route);
  app.notFound(notFound);
  app.onError(onError);
  return app;
}
