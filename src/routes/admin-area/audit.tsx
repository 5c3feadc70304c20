import { Hono } from 'hono';
import { z } from 'zod';
import type { AuditRecord } from '#ports/operator-audit.ts';
import { type AuditFilter, AuditPage, type AuditView } from '#views/admin/audit-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { requireOperator } from './require-operator.ts';

const PATH = '/admin/audit';
const PAGE_EVENTS = 50;
const MAX_FILTER_CHARACTERS = 200;

const text = z.string().trim().max(MAX_FILTER_CHARACTERS).catch('');
/** What cannot be read filters nothing: the page shows what it filters by. */
const query = z.object({
  actor: text,
  action: text,
  subject: text,
  before: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
});

export const adminAudit = new Hono<AppEnv>().get(PATH, requireOperator('read'), async (c) => {
  const { actor, action, subject, before } = query.parse(c.req.query());
  const filter = { actor, action, subject };
  const found = await c.env.ports.store.operators.audit({
    actor: actor || undefined,
    action: action || undefined,
    subjectId: subject || undefined,
    before,
    limit: PAGE_EVENTS + 1,
  });
  const events = found.slice(0, PAGE_EVENTS);
  const next = found.length > PAGE_EVENTS ? String(events.at(-1)?.id) : undefined;
  return c.html(
    <AuditPage
      frame={adminFrameOf(c)}
      events={events.map(viewOf)}
      filter={filter}
      filterUrl={(only: Partial<AuditFilter>) => pageUrl(PATH, only)}
      firstUrl={before === undefined ? '' : pageUrl(PATH, filter)}
      nextUrl={next === undefined ? '' : pageUrl(PATH, { ...filter, before: next })}
    />,
  );
});

function viewOf({ detail = {}, ...event }: AuditRecord): AuditView {
  const { before = {}, after = {}, ...facts } = detail;
  return { ...event, facts, before, after };
}
