// What the API's page has beyond the one stylesheet. Built from the same tokens; no other page loads it.
import { compact, fingerprint } from '#views/css-text.ts';

const SOURCE = `
.api { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: var(--s6); padding-block: var(--s6) var(--s8); }
.api-contents { position: sticky; top: var(--s4); align-self: start; max-height: calc(100vh - var(--s6)); overflow: auto; font-size: var(--t-small); }
.api-contents ul { list-style: none; padding: 0; } .api-contents ul ul { padding-inline-start: var(--s3); margin-bottom: var(--s2); }
.api-contents a { display: block; padding-block: 2px; color: var(--ink); text-decoration: none; }
.api-contents ul ul a { color: var(--muted); } .api-contents a:hover { color: var(--accent); text-decoration: underline; }
.api-body, .api-group { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s5); } .api-body { gap: var(--s7); }
.api .card { padding: var(--s5); box-shadow: none; scroll-margin-top: var(--s4); } .api .card > * + * { margin-top: var(--s3); }
.api h3 a { color: inherit; text-decoration: none; } .api h3 a:hover { text-decoration: underline; }
.api pre { margin: 0; padding: var(--s3) var(--s4); overflow-x: auto; background: var(--sunken); border-radius: var(--radius); font: var(--t-small)/1.6 var(--mono); overflow-wrap: normal; }
.api .table { font-size: var(--t-small); table-layout: fixed; } .api .table :is(th, td):first-child { width: 34%; } .api .table :is(th, td):nth-child(3) { width: 38%; } .api .table :is(th, td) { padding-block: var(--s2); }
.api .table thead th { white-space: nowrap; }
.api-method { display: inline-block; padding: 0 var(--s2); border-radius: var(--s1); background: var(--accent-soft); color: var(--accent); font: 600 var(--t-small)/1.6 var(--mono); }
.api-method.post { background: var(--warning-soft); color: var(--warning); }
.api-answers { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: var(--s1) var(--s4); font-size: var(--t-small); }
.api-answers dt { font: 600 1em/1.7 var(--mono); }
.api :target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); } .api .api-group:target { box-shadow: none; }
@media (max-width: 40rem) { .api .table thead { display: none; } .api .table, .api .table :is(tbody, tr, th, td) { display: block; } .api .table :is(th, td):nth-child(n) { width: auto; } .api .table tr { padding-block: var(--s2); border-bottom: 1px solid var(--line); } .api .table tbody tr > :is(th, td) { padding: 0; border: 0; } }
@media (max-width: 56rem) { .api { grid-template-columns: minmax(0, 1fr); } .api-contents { position: static; max-height: 16rem; } }
`;

const text = compact(SOURCE);

/** The address changes with the text, so that browsers may keep what they have. */
export const API_STYLESHEET = { text, url: `/assets/api.css?${fingerprint(text)}` };
