/** The page of an emulated billing system, and the forms on it. */

import { type Context, Hono } from 'hono';
import { check } from '../read-control.ts';
import { readForm } from '../read-form.ts';
import { type Desk, deskActionSchema } from './desk.ts';
import { DeskPage } from './desk-page.tsx';

export interface DeskPages {
  readonly basePath: string;
  readonly place: string;
  readonly title: string;
  readonly note: string;
  readonly desk: Desk;
}

export function deskPages({ basePath, place, title, note, desk }: DeskPages): Hono {
  const home = basePath + place;
  const page = (problem: string | null) => (
    <DeskPage
      basePath={basePath}
      home={home}
      title={title}
      note={note}
      problem={problem}
      clients={desk.clients().toReversed()}
      invoices={desk.invoices().toReversed()}
      currencies={desk.currencies()}
    />
  );
  const routes = new Hono();
  routes.get(place, (c) => c.redirect(`${home}/`));
  routes.get(`${place}/`, (c) => c.html(page(null)));
  routes.post(`${place}/desk`, async (c) => {
    if (isForeign(c)) return c.html(page('This form came from another site.'), 403);
    const action = check(deskActionSchema, await readForm(c));
    if (!action.ok) return c.html(page(action.message), 422);
    const problem = await desk.act(action.value, { origin: new URL(c.req.url).origin });
    return problem === null ? c.redirect(`${home}/`, 303) : c.html(page(problem), 422);
  });
  return routes;
}

/** Another site's page must not delete things here, not even in a demo. */
export function isForeign(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}
