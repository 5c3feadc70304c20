// The whole HTTP side: what stands in front of every route, and the routes.
import { Hono } from 'hono';
import { automation } from './routes/admin/automation.ts';
import { catalogue } from './routes/admin/catalogue.ts';
import { invoiceRuns } from './routes/admin/invoice-runs.ts';
import { invoices } from './routes/admin/invoices.ts';
import { reconciliation } from './routes/admin/reconciliation.tsx';
import { runPlan } from './routes/admin/run-plan.tsx';
import type { App, AppEnv } from './routes/app-env.ts';
import { dashboard } from './routes/dashboard.tsx';
import { notFound, onError } from './routes/errors.tsx';
import { forgot } from './routes/forgot.tsx';
import { health } from './routes/health.ts';
import { icon } from './routes/icon.ts';
import { invoice } from './routes/invoice.tsx';
import { invoiceFileDownload } from './routes/invoice-file.ts';
import { landing } from './routes/landing.tsx';
import { login } from './routes/login.tsx';
import { panelEvents } from './routes/panel/events.ts';
import { isPriceAddress, panelPrices } from './routes/panel/prices.ts';
import { ready } from './routes/ready.tsx';
import { reset } from './routes/reset.tsx';
import { formLimit, sameSiteForms, securityHeaders } from './routes/security.ts';
import { signOn } from './routes/sign-on.tsx';
import { signup } from './routes/signup.tsx';
import { stylesheet } from './routes/stylesheet.ts';
import { terms } from './routes/terms.tsx';
import { usage } from './routes/usage.tsx';
import { verify } from './routes/verify.tsx';

/** Signed requests and the panel's carry their own proof and their own limit; forms get the browser's protections. */
const PROGRAM_ROUTES = [
  invoiceRuns,
  runPlan,
  reconciliation,
  invoices,
  automation,
  catalogue,
  panelEvents,
];
const PAGES = [landing, stylesheet, icon, health, signup, verify, ready, terms];
const ACCOUNT_PAGES = [
  login,
  forgot,
  reset,
  dashboard,
  usage,
  invoiceFileDownload,
  invoice,
  signOn,
];

/** In front of the app, and answered without it. */
export { isPriceAddress, panelPrices };

export function createApp(): App {
  const app = new Hono<AppEnv>();
  app.use(securityHeaders);
  for (const route of PROGRAM_ROUTES) app.route('/', route);
  app.use(sameSiteForms, formLimit);
  for (const route of [...PAGES, ...ACCOUNT_PAGES]) app.route('/', route);
  app.notFound(notFound);
  app.onError(onError);
  return app;
}
