// The whole HTTP side: what stands in front of every route, and the routes.
import { Hono } from 'hono';
import { automation } from './routes/admin/automation.ts';
import { billing } from './routes/admin/billing.ts';
import { catalogue } from './routes/admin/catalogue.ts';
import { invoiceRuns } from './routes/admin/invoice-runs.ts';
import { invoices } from './routes/admin/invoices.ts';
import { runPlan } from './routes/admin/run-plan.tsx';
import type { App, AppEnv } from './routes/app-env.ts';
import { billingSignal } from './routes/billing-signal.ts';
import { dashboard } from './routes/dashboard.tsx';
import { notFound, onError } from './routes/errors.tsx';
import { forgot } from './routes/forgot.tsx';
import { health } from './routes/health.ts';
import { icon } from './routes/icon.ts';
import { invoice } from './routes/invoice.tsx';
import { invoiceFileDownload } from './routes/invoice-file.ts';
import { landing } from './routes/landing.tsx';
import { login } from './routes/login.tsx';
import { pay } from './routes/pay.tsx';
import { ready } from './routes/ready.tsx';
import { reset } from './routes/reset.tsx';
import { formLimit, sameSiteForms, securityHeaders } from './routes/security.ts';
import { signOn } from './routes/sign-on.tsx';
import { signup } from './routes/signup.tsx';
import { stylesheet } from './routes/stylesheet.ts';
import { terms } from './routes/terms.tsx';
import { verify } from './routes/verify.tsx';

/** Signed requests carry their own proof and their own limit; forms get the browser's protections. */
const ADMIN_ROUTES = [invoiceRuns, runPlan, invoices, automation, catalogue, billing];
const PAGES = [landing, stylesheet, icon, health, signup, verify, ready, terms];
const ACCOUNT_PAGES = [login, forgot, reset, dashboard, invoiceFileDownload, invoice, pay, signOn];

export function createApp(): App {
  const app = new Hono<AppEnv>();
  app.use(securityHeaders);
  for (const route of [...ADMIN_ROUTES, billingSignal]) app.route('/', route);
  app.use(sameSiteForms, formLimit);
  for (const route of [...PAGES, ...ACCOUNT_PAGES]) app.route('/', route);
  app.notFound(notFound);
  app.onError(onError);
  return app;
}
