// What the admin area has beyond the one stylesheet: a bar, a sidebar, dense tables. Built from the same tokens; clients
// never load it.
import { compact, fingerprint } from '#views/css-text.ts';

const SOURCE = `
.admin { display: grid; grid-template: auto 1fr / 13rem minmax(0, 1fr); font-size: var(--t-dense); --t-dense: .9375rem; line-height: 1.5; }
.admin .site-header { grid-column: 1 / -1; }
.admin .width { max-width: none; }
.admin .site-header .width { justify-content: flex-start; padding-block: var(--s2); gap: var(--s1) var(--s4); }
.area { color: var(--muted); }
.signed-in { display: flex; align-items: center; gap: var(--s3); margin-inline-start: auto; }
.admin main { padding: var(--s5) var(--s5) var(--s7); max-width: 86rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s4); align-content: start; }
.admin:not(:has(.sidebar)) main { grid-column: 1 / -1; max-width: none; }
.sidebar { border-inline-end: 1px solid var(--line); background: var(--surface); padding: var(--s4) var(--s3); }
.sidebar .places { position: sticky; top: var(--s4); }
.places { display: grid; gap: var(--s4); align-content: start; }
.places ul { list-style: none; padding: 0; }
.places .label { padding-inline: var(--s3); margin-bottom: var(--s1); }
.places a { display: block; padding: var(--s1) var(--s3); border-radius: var(--radius); color: var(--ink); text-decoration: none; }
.places a:hover { background: var(--sunken); }
.places a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
.menu { display: none; }
.admin h1 { font-size: var(--t-h2); }
.admin h2 { font-size: var(--t-h3); letter-spacing: 0; }
.admin .lead { font-size: var(--t-dense); margin-top: var(--s1); max-width: 62rem; }
.page-head, .section-head { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: var(--s2) var(--s4); }
.page-actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
.admin .card { padding: var(--s4) var(--s5); box-shadow: none; border-radius: var(--radius); }
.admin .card > * + * { margin-top: var(--s3); }
.admin .card > .button { width: auto; }
.admin .facts { padding: var(--s4); --column: 10rem; gap: var(--s3) var(--s5); }
.admin .form { gap: var(--s4); justify-items: start; } .admin .field { width: 100%; max-width: 28rem; }
.admin .button { min-height: 2.5rem; }
.admin main:not(:has(.entrance)) .button.wide { width: auto; }
.admin .button.small { min-height: 2rem; padding: 0 var(--s3); }
.admin .field :is(input, select) { min-height: 2.5rem; } .admin .field.wide { max-width: 46rem; }
.field textarea { width: 100%; min-height: 16rem; margin-top: var(--s1); padding: var(--s2) var(--s3); font: var(--t-small)/1.5 var(--mono); color: var(--ink); background: var(--surface); border: 1px solid var(--field-line); border-radius: var(--radius); }
.inline-form { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s2) var(--s3); } .inline-form .field { width: auto; flex: 0 1 12rem; } .admin .inline-form :is(input, select) { height: 2.5rem; } .inline-form .field.wide { flex-basis: 20rem; }
.admin .table { font-size: var(--t-small); }
.admin .table th, .admin .table td { padding-block: var(--s2); } .admin .table :is(th, td):not(:last-child) { padding-inline-end: var(--s3); }
.admin .table tbody th { font-weight: 600; }
.admin .table tbody tr:hover > * { background: var(--sunken); }
.table-scroll { overflow-x: auto; } .table-scroll .table { overflow-wrap: normal; } .identifier { display: inline-block; max-width: 15rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
.admin .table a { text-decoration-color: transparent; } .admin .table a:hover { text-decoration-color: currentcolor; }
.table .do { text-align: end; white-space: nowrap; } .table .nowrap { white-space: nowrap; }
.tag { display: inline-block; padding: 0 var(--s2); border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; background: var(--sunken); color: var(--muted); }
.tag.good { background: var(--accent-soft); color: var(--accent); }
.tag.warning { background: var(--warning-soft); color: var(--warning); }
.tag.problem { background: var(--problem-soft); color: var(--problem); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: var(--s3); }
.figure-card { display: block; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; text-decoration: none; }
a.figure-card:hover { border-color: var(--accent); color: inherit; }
.figure-card .big { display: block; font-size: var(--t-h2); } .figure-card.warning .big { color: var(--warning); } .figure-card.problem .big { color: var(--problem); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: var(--s4); align-items: start; }
.pager { display: flex; gap: var(--s4); }
.command { display: block; padding: var(--s3) var(--s4); background: var(--sunken); border-radius: var(--radius); font-size: .8125rem; line-height: 1.6; word-break: break-all; user-select: all; }
.check-code { font: 650 var(--t-h2)/1.2 var(--mono); letter-spacing: .05em; }
.changed { display: grid; gap: var(--s1); } .changed del { color: var(--muted); } .changed ins { text-decoration: none; font-weight: 600; }
.choices { display: flex; flex-wrap: wrap; gap: var(--s2); } .inline-form .check { flex-basis: 100%; margin: 0; }
.document-kind.hash { font-size: .75rem; } .admin dd .files { gap: 0; }
.admin .events { border: 0; } .admin .events .hint { margin-inline-start: var(--s2); } .admin .table .event { overflow-wrap: normal; white-space: nowrap; }
.payload { margin: var(--s2) 0 0; padding: var(--s2) var(--s3); max-width: 44rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sunken); border-radius: var(--radius); font-size: .8125rem; }
.entrance { max-width: 34rem; width: 100%; margin: var(--s6) auto; } .entrance .card { padding: var(--s6); } .entrance .card > div { margin-top: var(--s5); }
.entrance .card > .form { margin-top: var(--s4); }
.admin .table :is(th, td) { overflow-wrap: break-word; } .admin .table :is(code, .document-kind, td bdi) { overflow-wrap: anywhere; } .admin .table th .document-kind { font-weight: 400; } .admin .card:has(> .table) { overflow-x: auto; } .admin .card:is(.form, .inline-form) > * + * { margin-top: 0; }
@media (max-width: 40rem) { .admin .stacked.table tr > * { padding-block: 0; overflow-wrap: anywhere; } .admin .stacked.table tbody tr { padding-block: var(--s2); row-gap: var(--s1); } .admin .stacked.table tbody:last-child tr:last-child { border-bottom: 0; } .admin .facts { --column: 8rem; }
  .admin .stacked.table:not(.in-lines) tr > :last-child { text-align: end; }
  .admin .stacked.table:not(.in-lines) tr:has(> :last-child:is(.do, :empty)) > th { flex-basis: 100%; }
  .admin .stacked.table:not(.in-lines) tr > .do:last-child { order: 2; flex: 1 0 100%; text-align: start; margin-top: var(--s1); } .admin .stacked tr > :last-child:empty { display: none; }
  .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); } .admin .stacked :is(.tag, .nowrap) { white-space: normal; } }
.admin .in-lines a { display: inline-block; line-height: 1.5rem; }
.admin .table .details { overflow-wrap: anywhere; } .admin .table th .identifier { font-weight: 400; }
.settings-table { table-layout: fixed; } .settings-table th:first-child { width: 19rem; } .settings-table thead th:nth-child(2) { width: 32%; }
@media screen and (max-width: 40rem) { .admin .in-lines tr > :is(th, td), .admin .in-lines tr > :last-child { flex: 1 0 100%; order: 0; font-weight: 400; width: auto; } .inline-form .field { flex-basis: 100%; }
  .settings-table td:nth-child(2) { color: var(--ink); } }
@media (max-width: 56rem) {
  .admin { display: flex; }
  .sidebar { display: none; }
  .menu { display: block; background: var(--surface); border-bottom: 1px solid var(--line); }
  .menu summary { padding: var(--s3) var(--s4); font-weight: 600; }
  .menu .places { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); padding: 0 var(--s2) var(--s4); }
  .menu .places a { padding-block: var(--s2); }
  .admin main { padding: var(--s4) var(--s4) var(--s6); }
  .admin .card { padding: var(--s4); } .admin .site-header .width { padding-inline: var(--s4); }
  .entrance { margin-block: var(--s4); }
}
`;

const TEXT = compact(SOURCE);

export const ADMIN_STYLESHEET = {
  text: TEXT,
  url: `/assets/admin.css?${fingerprint(TEXT)}`,
} as const;
