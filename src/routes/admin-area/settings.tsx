import { Hono } from 'hono';
import { SettingsPage } from '#views/admin/settings-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';
import { requireOperator } from './require-operator.ts';

export const adminSettings = new Hono<AppEnv>().get(
  '/admin/settings',
  requireOperator('read'),
  (c) => {
    const { configuration, billing } = c.env.ports;
    const values = new Map(configuration.list().map((setting) => [setting.name, setting]));
    return c.html(
      <SettingsPage frame={adminFrameOf(c)} values={values} system={billing.capabilities.name} />,
    );
  },
);
