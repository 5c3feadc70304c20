/** The emulated SolusVM 2 panel: its API, its own small pages, and the emulator's controls. */
import { Hono } from 'hono';
import { createFailures, failuresOnDemand } from '../failures/failures.ts';
import { activityLogRoutes } from './activity-logs.ts';
import { apiPath } from './api-path.ts';
import { authRoutes } from './auth.ts';
import type { PanelEnv } from './authentication.ts';
import { backupRoutes } from './backups.ts';
import { catalogueRoutes } from './catalogue.ts';
import { controlRoutes } from './control.ts';
import { tellHandlers } from './events.ts';
import { initialTables } from './initial-tables.ts';
import { limitGroupRoutes } from './limit-groups.ts';
import { pageRoutes } from './pages/page-routes.tsx';
import { priceRoutes } from './pages/price-routes.tsx';
import type { Panel } from './panel.ts';
import { planRoutes } from './plans.ts';
import { projectRoutes } from './projects.ts';
import { createRequestLog } from './request-log.ts';
import { roleRoutes } from './roles.ts';
import { serverActionRoutes } from './server-actions.ts';
import { serverAddressRoutes } from './server-addresses.ts';
import { serverFigureRoutes } from './server-figures.ts';
import { serverOrderRoutes } from './server-orders.ts';
import { serverRoutes } from './servers.ts';
import { settingsRoutes } from './settings.ts';
import { signOnRoutes } from './sign-on.tsx';
import { snapshotRoutes } from './snapshots.ts';
import { taskRoutes } from './tasks.ts';
import { usageReportRoutes } from './usage-report.ts';
import { userTokenRoutes } from './user-tokens.ts';
import { userRoutes } from './users.ts';
import { webApplication } from './web-application.ts';

export interface SolusvmOptions {
  readonly basePath: string;
  readonly panelToken: string;
  readonly nowMs: () => number;
}

const API_AREAS = [
  authRoutes,
  userRoutes,
  userTokenRoutes,
  roleRoutes,
  limitGroupRoutes,
  planRoutes,
  catalogueRoutes,
  serverRoutes,
  serverOrderRoutes,
  serverActionRoutes,
  serverAddressRoutes,
  serverFigureRoutes,
  backupRoutes,
  snapshotRoutes,
  taskRoutes,
  projectRoutes,
  activityLogRoutes,
  settingsRoutes,
  usageReportRoutes,
];

export function createSolusvm({ basePath, panelToken, nowMs }: SolusvmOptions): Hono {
  const panel: Panel = { tables: initialTables(panelToken), nowMs };
  const failures = createFailures();
  const requestLog = createRequestLog(nowMs);

  const api = new Hono<PanelEnv>();
  api.use('*', requestLog.middleware);
  api.use(
    '*',
    failuresOnDemand(failures, apiPath, (c, rule) => c.set('failure', rule)),
  );
  for (const routes of API_AREAS) api.route('/', routes(panel));
  api.all('*', webApplication);

  const app = new Hono();
  app.use('/solusvm/*', async (_c, next) => {
    await next();
    await tellHandlers(panel);
  });
  app.route('/solusvm/api/v1', api);
  app.all('/solusvm/api/*', webApplication);
  app.route('/', controlRoutes({ panel, panelToken, failures, requestLog }));
  app.route('/', signOnRoutes(panel, basePath));
  app.route('/', pageRoutes(panel, basePath));
  app.route('/', priceRoutes(panel, basePath));
  return app;
}
