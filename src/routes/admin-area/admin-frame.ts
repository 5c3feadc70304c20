import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { ENGLISH } from '#views/languages.ts';
import type { AppContext } from '../app-env.ts';

/** The frame of a page of the admin area, for whoever is signed in there. */
export function adminFrameOf(c: AppContext): AdminFrame {
  const { seller, brand, timeZone } = c.env.ports.settings;
  const operator = c.var.operator as AppContext['var']['operator'] | undefined; // set only behind requireOperator
  return {
    language: ENGLISH,
    provider: { name: seller.name, supportEmail: seller.email, ...brand },
    path: c.req.path,
    timeZone,
    ...(operator && { operator: { kid: operator.kid, role: operator.role } }),
  };
}
