/** The emulated WHMCS: its API, its client area, its OpenID Connect provider, and the emulator's own controls. */
import { Hono } from 'hono';
import { createFailures } from '../failures/failures.ts';
import { createCallLog } from './api/call-log.ts';
import { apiRoutes } from './api/endpoint.ts';
import { controlRoutes } from './control/control.ts';
import { initialTables } from './initial-tables.ts';
import type { Installation } from './installation.ts';
import { openIdRoutes } from './openid/open-id.ts';
import { clientAreaRoutes } from './pages/client-area.tsx';
import { overviewRoutes } from './pages/overview-routes.tsx';
import { signOnRoutes } from './pages/sign-on-routes.tsx';
import { DEMO_KEYS, type Keys } from './settings/access.ts';
import type { Options } from './settings/options.ts';

export interface WhmcsOptions extends Partial<Keys> {
  readonly basePath: string;
  readonly nowMs: () => number;
  /** Switches that hold from the start and after each reset. */
  readonly options?: Partial<Options>;
}

export function createWhmcs(given: WhmcsOptions): Hono {
  const { basePath, nowMs, options = {}, ...keys } = given;
  const fresh = () => initialTables({ ...DEMO_KEYS, ...keys }, options);
  const installation: Installation = { tables: fresh(), nowMs, webRoot: `${basePath}/whmcs` };
  const failures = createFailures();
  const callLog = createCallLog();

  const app = new Hono();
  app.route('/', apiRoutes({ installation, failures, callLog }));
  app.route('/', controlRoutes({ installation, failures, callLog, fresh }));
  app.route('/', openIdRoutes(installation, basePath));
  app.route('/', signOnRoutes(installation, basePath));
  app.route('/', clientAreaRoutes(installation, basePath));
  app.route('/', overviewRoutes({ installation, callLog, basePath }));
  return app;
}
