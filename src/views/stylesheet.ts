// The one stylesheet. Everything is built from the tokens at the top and the colours of `theme.ts`; a rule that needs
// another size or colour gets a token first. Light and dark follow the reader's system; print rules stand at the end.
import { compact, fingerprint } from '#views/css-text.ts';
import { colourTokens, DEFAULT_ACCENT } from '#views/theme.ts';

const SOURCE = `
:root {
  color-scheme: light dark;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Kohinoor Devanagari", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  --t-small: .875rem; --t-body: 1rem; --t-lead: 1.125rem; --t-h3: 1.0625rem; --t-h2: 1.375rem;
  --t-h1: 1.75rem; --t-hero: clamp(2.125rem, 1.4rem + 3vw, 3.25rem); --tight: -.02em;
  --s1: .25rem; --s2: .5rem; --s3: .75rem; --s4: 1rem; --s5: 1.5rem; --s6: 2rem; --s7: 3rem; --s8: 5rem;
  --radius: .5rem; --radius-card: .875rem; --width: 66rem; --narrow: 28rem;
}
/* Tightened, the line above Devanagari letters breaks. */
:lang(hi) { --tight: 0; }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--page);
  color: var(--ink); font: var(--t-body)/1.6 var(--font); overflow-wrap: anywhere; }
main { flex: 1; width: 100%; outline: none; }
h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
h1, h2, h3 { line-height: 1.2; letter-spacing: var(--tight); text-wrap: balance; font-weight: 650; }
h1 { font-size: var(--t-h1); } h2 { font-size: var(--t-h2); } h3 { font-size: var(--t-h3); letter-spacing: 0; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
code { font: .92em var(--mono); }
.width { width: 100%; max-width: calc(var(--width) + 2 * var(--s5)); margin-inline: auto; padding-inline: var(--s5); }
.narrow { max-width: calc(var(--narrow) + 2 * var(--s5)); margin-inline: auto; padding: var(--s7) var(--s5) var(--s8); }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s5); padding-block: var(--s7) var(--s8); }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius-card);
  box-shadow: var(--shadow); padding: var(--s6); }
.card > * + * { margin-top: var(--s4); }
/* As many equal columns as fit, none narrower than --column. */
.enrolled, .facts, .offers, .steps, .questions dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, var(--column)), 1fr)); }
.lead, .aside, .optional, .plain-list, .who, .next-invoice p:not(.big), .empty, .offer p, .steps p, .questions dd, .closing > p { color: var(--muted); }
.lead { font-size: var(--t-lead); line-height: 1.5; }
.lead strong { color: var(--ink); font-weight: 600; }
.narrow .lead { font-size: var(--t-body); margin-top: var(--s3); }
.aside { margin-top: var(--s5); text-align: center; }
.hint, .small-print, .label, .version, .server-id, .site-footer, figcaption, .table thead th { color: var(--muted);
  font-size: var(--t-small); line-height: 1.5; }
.label, .table thead th { font-weight: 500; letter-spacing: 0; }
.strong { font-weight: 600; }
.big { font-size: var(--t-h1); font-weight: 650; letter-spacing: var(--tight); line-height: 1.25; }
.small-title { font-size: var(--t-h3); }
.plain-list { padding-inline-start: 1.25rem; } .plain-list li + li { margin-top: var(--s2); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip-link { position: absolute; inset-inline-start: var(--s4); top: -6rem; z-index: 1; background: var(--accent);
  color: var(--on-accent); padding: var(--s2) var(--s4); border-radius: var(--radius); }
.skip-link:focus { top: var(--s3); color: var(--on-accent); }

.site-header { background: var(--surface); border-bottom: 1px solid var(--line); }
.site-header .width { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: var(--s2) var(--s5); padding-block: var(--s3); }
.brand { display: flex; align-items: center; gap: var(--s3); min-width: 0; color: var(--ink); font-weight: 650; text-decoration: none; }
.brand:hover { color: var(--ink); }
.brand-mark { flex: none; display: grid; place-items: center; width: 2rem; height: 2rem; border-radius: var(--radius);
  background: var(--accent); color: var(--on-accent); }
.logo { display: block; width: 10rem; height: 2rem; object-fit: contain; object-position: left; } [dir=rtl] .logo { object-position: right; }
.site-header nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--s4); margin-inline-start: auto; }
.site-header nav > a[aria-current] { color: var(--accent); box-shadow: 0 2px var(--accent); }
.site-header nav > a:not(.button), .quiet { color: var(--ink); text-decoration: none; padding: var(--s2) var(--s1); }
.site-header nav > a:not(.button):hover, .quiet:hover { color: var(--accent); text-decoration: underline; }
.quiet { font: inherit; background: none; border: 0; cursor: pointer; }
.language .quiet { min-height: 2rem; padding: 0; color: inherit; text-decoration: underline; text-underline-offset: .18em; } .language { display: flex; gap: var(--s4); }
.site-footer { border-top: 1px solid var(--line); }
.site-footer .width { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2) var(--s5); padding-block: var(--s5); }

.button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: var(--s2) var(--s5);
  border: 1px solid transparent; border-radius: var(--radius); background: var(--accent); color: var(--on-accent);
  font: 600 var(--t-body)/1.3 var(--font); text-align: center; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--accent-strong); color: var(--on-accent); }
.button.small { min-height: 2.25rem; padding: var(--s1) var(--s4); font-size: var(--t-small); }
.button.large { min-height: 3.125rem; padding-inline: var(--s6); }
.button.wide { width: 100%; }
.button.secondary { background: transparent; border-color: var(--field-line); color: var(--ink); }
.button.secondary:hover { border-color: var(--accent); color: var(--accent); }
.card > .button, .narrow .sign-on .button { margin-top: var(--s5); width: 100%; }
.actions { display: flex; flex-wrap: wrap; gap: var(--s3); margin-top: var(--s6); }

.form { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s5); }
.card > .form { margin-top: var(--s5); }
.field { display: grid; gap: var(--s1); }
.field label, legend { font-weight: 600; } legend { padding: 0; }
.optional { font-weight: 400; }
.field input, .field select { width: 100%; min-height: 2.75rem; margin-top: var(--s1); padding: var(--s2) var(--s3); font: inherit;
  color: var(--ink); background: var(--surface); border: 1px solid var(--field-line); border-radius: var(--radius); }
.field :is(input, select):focus-visible { outline-offset: 0; border-color: var(--accent); border-radius: var(--radius); }
/* Cloudflare's frame is never narrower: on the smallest screens it takes of the card's padding. */
.cf-turnstile { margin-inline: min(0px, (100% - 300px) / 2); }
.field [aria-invalid] { border-color: var(--problem); box-shadow: 0 0 0 1px var(--problem); }
.error { color: var(--problem); font-size: var(--t-small); font-weight: 500; line-height: 1.5; }
.beside-field { margin-top: calc(-1 * var(--s3)); font-size: var(--t-small); }
.terms { border: 0; display: grid; gap: var(--s3); min-width: 0; }
.check { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s3); margin-top: var(--s2); }
.check input { width: 1.25rem; height: 1.25rem; margin: .2rem 0 0; accent-color: var(--accent); }
.check .error { grid-column: 2; }
.version, .invoice-number { display: inline-block; }
.notice { padding: var(--s4); border-radius: var(--radius); border-inline-start: 4px solid var(--tone); background: var(--soft); --tone: var(--accent); --soft: var(--accent-soft); }
.notice.problem { --tone: var(--problem); --soft: var(--problem-soft); }
.notice.warning { --tone: var(--warning); --soft: var(--warning-soft); }
.notice-title { font-weight: 650; color: var(--tone); }
.notice > * + * { margin-top: var(--s2); }
.notice ul { padding-inline-start: 1.25rem; }
.notice.problem a { color: inherit; }

.who { margin-top: var(--s1); }
.enrolled { --column: 18rem; gap: var(--s6); }
.enrolled > * { margin-top: 0; } .enrolled > div > * + * { margin-top: var(--s3); }
.enrolled .sign-on { margin-top: var(--s5); }
.next-invoice, .empty, .facts { padding: var(--s5); background: var(--sunken); border-radius: var(--radius); }
.not-enrolled > * { max-width: 44rem; }
.empty { text-align: center; text-wrap: balance; } .empty .strong { color: var(--ink); }

.filters { display: flex; flex-wrap: wrap; gap: var(--s3) var(--s6); }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3); }
.filter ul { display: flex; flex-wrap: wrap; gap: var(--s1); padding: var(--s1); list-style: none; background: var(--sunken); border-radius: var(--radius); }
.filter a { display: block; padding: var(--s1) var(--s3); border-radius: calc(var(--radius) - var(--s1)); color: var(--ink); font-size: var(--t-small); text-decoration: none; }
.filter a:hover { color: var(--accent); } .filter a[aria-current] { background: var(--surface); color: var(--accent); font-weight: 600; box-shadow: 0 0 0 1px var(--line); }
.state { display: inline-block; padding: 0 var(--s2); border-radius: 1rem; background: var(--soft); color: var(--tone); font-size: var(--t-small); font-weight: 600; white-space: nowrap; --tone: var(--accent); --soft: var(--accent-soft); }
.state.past_due { --tone: var(--warning); --soft: var(--warning-soft); } .state.credit { --tone: var(--muted); --soft: var(--sunken); }
.files { display: flex; flex-wrap: wrap; gap: var(--s2); } .table .files { display: table-cell; white-space: nowrap; } .table .files a + a { margin-inline-start: var(--s3); }
.invoice-bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s3); }
body.embed { min-height: 0; background: transparent; } .embed .card { box-shadow: none; }
.more { margin-top: var(--s4); }
.settings > div { display: grid; grid-template-columns: minmax(8rem, 1fr) minmax(0, 2fr) 10rem; gap: var(--s1) var(--s4); padding-block: var(--s3); border-bottom: 1px solid var(--line); }
.settings > div:last-child { border-bottom: 0; } .settings dt { color: var(--muted); } .settings .do { grid-column: 3; text-align: end; }
.qr { display: block; width: 12rem; height: 12rem; background: #fff; color: #000; }
.codes { display: grid; grid-template-columns: repeat(2, minmax(0, max-content)); gap: var(--s2) var(--s7); padding-inline-start: 1.75rem; font: 1.125rem/1.6 var(--mono); }
.entries { list-style: none; } .entries > li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2) var(--s4); padding-block: var(--s3); border-bottom: 1px solid var(--line); }
.entries > li:last-child { border-bottom: 0; } .entry-text { flex: 1 1 14rem; min-width: 0; }
[hidden] { display: none !important; }
/* A script shows it where the browser can use it; its room is kept, so that nothing moves. */
@media (scripting: enabled) { [data-passkey][hidden] { display: grid !important; visibility: hidden; }
  [data-without-passkeys]:not(.shown) { display: none; } }
.table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.table th, .table td { padding: var(--s3) var(--s4) var(--s3) 0; text-align: start; vertical-align: baseline; border-bottom: 1px solid var(--line); }
.table :is(th, td):last-child { padding-inline-end: 0; }
.table tbody th { font-weight: 500; }
.table tbody:last-child tr:last-child > * { border-bottom: 0; }
.table .number { text-align: end; white-space: nowrap; }
.table tfoot th { font-weight: 400; color: var(--muted); } .table tfoot tr > * { border-bottom: 0; padding-block: var(--s2); }
.table .total > * { border-top: 2px solid var(--ink); padding-block: var(--s3); font-weight: 650; color: var(--ink); font-size: var(--t-lead); }

.invoice { padding: var(--s7); } .invoice > * + * { margin-top: var(--s6); }
.invoice-head, .parties { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--s5); }
.server-id { white-space: nowrap; }
.invoice-total { text-align: end; }
.parties > * { flex: 1 1 14rem; min-width: 0; }
.facts { --column: 11rem; gap: var(--s4) var(--s5); }
.document-kind { display: block; color: var(--muted); font-size: var(--t-small); }
.run .card > .table { margin-top: var(--s3); } .run .hash { font-size: .8em; }
progress { display: block; width: 100%; height: var(--s3); accent-color: var(--accent); }
.prose { max-width: 46rem; margin: var(--s7) auto var(--s8); padding: var(--s7); }
.address, .keep-lines { white-space: pre-line; }

.hero { display: grid; gap: var(--s7); align-items: center; padding-block: var(--s8); grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); }
.hero h1 span { display: block; }
.hero h1 { font-size: var(--t-hero); line-height: 1.08; letter-spacing: var(--tight); }
.hero .lead { margin-top: var(--s5); max-width: 34rem; font-size: 1.25rem; }
.figure svg { display: block; width: 100%; height: auto; }
.figure text { font-size: 14px; fill: var(--muted); }
.figure .strong { fill: var(--ink); }
.figure .rising, .figure circle { fill: var(--accent); }
.figure .capped { fill: var(--accent); opacity: .28; }
.figure .rule { stroke: var(--field-line); }
figcaption { text-align: center; }
.offers { --column: 14rem; gap: var(--s5); padding-bottom: var(--s8); }
.offer { padding: var(--s5); box-shadow: none; } .offer h2 { font-size: var(--t-h3); letter-spacing: 0; }
.offer > p { margin-top: var(--s2); }
.band { background: var(--surface); border-block: 1px solid var(--line); padding-block: var(--s8); }
.steps { list-style: none; counter-reset: step; --column: 13rem; gap: var(--s6); margin-top: var(--s6); }
.steps li { counter-increment: step; }
.steps li::before { content: counter(step); display: grid; place-items: center; width: 2.25rem; height: 2.25rem; margin-bottom: var(--s3);
  border-radius: 50%; background: var(--accent-soft); color: var(--accent); font-weight: 650; }
.steps p, .questions dd { margin-top: var(--s1); }
.questions { padding-block: var(--s8); }
.questions dl { --column: 22rem; gap: var(--s6); margin-top: var(--s6); }
.questions dt { font-weight: 600; }
.closing { text-align: center; padding-top: var(--s5); padding-bottom: var(--s8); } .closing > p { margin-top: var(--s3); }
.closing .actions { justify-content: center; }

@media (max-width: 48rem) {
  .width, .narrow { padding-inline: var(--s4); }
  .narrow, .stack { padding-block: var(--s5) var(--s7); }
  .card, .invoice, .prose { padding: var(--s5); }
  .hero { grid-template-columns: minmax(0, 1fr); padding-block: var(--s7); gap: var(--s6); }
  .hero .actions .button, .sign-on .button { width: 100%; }
  .prose { margin: var(--s4); }
  .site-header .width { gap: 0 var(--s3); } .site-header nav { flex: 1 1 auto; flex-wrap: nowrap; justify-content: flex-end; gap: 0 var(--s3); white-space: nowrap; overflow-x: auto; }
  .site-header nav:has([aria-current], form) { flex-basis: 100%; justify-content: space-between; font-size: var(--t-small); }
  .settings > div { grid-template-columns: minmax(0, 1fr) auto; } .settings dt { grid-column: 1 / -1; } .settings .do { grid-column: 2; }
}
@media screen and (max-width: 40rem) {
  .stacked, .stacked :is(tbody, tfoot, th, td) { display: block; }
  .stacked thead { display: none; }
  .stacked tr { display: flex; flex-wrap: wrap; column-gap: var(--s3); padding-block: var(--s3); border-bottom: 1px solid var(--line); }
  .stacked.table tr > * { order: 2; border: 0; padding: 0; }
  .stacked.table tr > th { order: 0; flex: 1 0 calc(100% - 7.75rem); }
  .stacked.table tr > :last-child { order: 1; flex: 0 0 7rem; font-weight: 600; white-space: normal; }
  .stacked td:not(:last-child) { color: var(--muted); font-size: var(--t-small); font-weight: 400; }
  .stacked td[data-label]:not(:last-child)::before { content: attr(data-label) " "; }
  .stacked.table .files { display: block; flex-basis: 100%; }
  .stacked .total { border-top: 2px solid var(--ink); }
  .invoice-total { text-align: start; }
}
@media (prefers-reduced-motion: no-preference) { .button, a { transition: background-color .15s, color .15s; } }
@page { margin: 16mm; }
.chart { display: block; width: 100%; height: auto; fill: var(--accent); stroke: none; }
.chart line { stroke: var(--line); } .chart .today { opacity: .6; } .chart .unknown { fill: var(--line); opacity: .5; }
.budgets { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: var(--s4); align-items: end; }
.budgets button { grid-column: 1 / -1; justify-self: start; }
summary { cursor: pointer; }

@media print {
  :root { color-scheme: light; --page: #fff; --surface: #fff; --sunken: #fff; --ink: #000; --muted: #444; --line: #bbb; --accent: #000; --shadow: none; }
  html { font-size: 10pt; }
  body { display: block; min-height: 0; }
  .site-header, .site-footer, .skip-link, .no-print, .button { display: none; }
  .width, .narrow, .stack { max-width: none; padding: 0; display: block; }
  .card, .invoice, .prose { max-width: none; border: 0; padding: 0; margin: 0; }
  .facts { --column: 9rem; padding: var(--s4); border: 1px solid var(--line); }
  .invoice > * + * { margin-top: 1.25rem; }
  .table th, .table td { padding-block: .35rem; }
  .table thead { display: table-header-group; } .table tfoot { display: table-row-group; }
  tr, .parties, .facts, .small-print { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;

export interface Stylesheet {
  readonly text: string;
  /** Changes with the text, so that browsers may keep what they have. */
  readonly url: string;
}

/** The sheet in the provider's colour (`#rrggbb`). */
export function stylesheet(accent: string = DEFAULT_ACCENT): Stylesheet {
  const known = sheets.get(accent);
  if (known) return known;
  const text = colourTokens(accent) + compact(SOURCE);
  const sheet = { text, url: `/assets/style.css?${fingerprint(text)}` };
  sheets.set(accent, sheet);
  return sheet;
}

const sheets = new Map<string, Stylesheet>();
