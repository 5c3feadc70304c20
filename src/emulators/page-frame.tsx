/** The frame around every emulator page: says plainly that this is an emulator. */
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

export interface PageFrameProps {
  readonly title: string;
  readonly basePath: string;
  readonly children?: Child;
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --accent: #2457c5; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
header { background: #3a2d5c; color: #fff; padding: .6rem 1.2rem; display: flex; gap: 1.2rem; flex-wrap: wrap; }
header a { color: #fff; }
main { max-width: 60rem; margin: 1.5rem auto; padding: 0 1.2rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
.note { opacity: .75; font-size: .9rem; }
.error { border-left: 4px solid #c22; padding: .4rem .8rem; }
.row { display: flex; gap: .8rem; align-items: end; flex-wrap: wrap; }
form.stack label { display: block; margin: .6rem 0; }
input, select { font: inherit; padding: .35rem .5rem; max-width: 100%; box-sizing: border-box; }
form.stack input:not([type=checkbox]), form.stack select { display: block; width: 30rem; }
button { font: inherit; padding: .4rem .9rem; border: 0; border-radius: .3rem; background: var(--accent); color: #fff; cursor: pointer; }
button.danger { background: #a3262a; }
summary { cursor: pointer; }
iframe { width: 100%; min-height: 26rem; border: 1px solid var(--line); background: #fff; }
pre.mail { white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dd { margin: 0; }
`;

export function PageFrame({ title, basePath, children }: PageFrameProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} (emulator)`}</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <header>
            <strong>Emulator, for development only</strong>
            <a href={`${basePath}/solusvm/`}>Panel</a>
            <a href={`${basePath}/mailbox/`}>Mailbox</a>
            <a href={`${basePath}/webhook-receiver/`}>Webhook receiver</a>
            <a href={`${basePath}/clock`}>Clock</a>
          </header>
          <main>{children}</main>
        </body>
      </html>
    </>
  );
}
