// A server that gives the answers it was told to give, one after the other, and keeps what it was asked: for what a
// vendor's document says word by word. `PUT /scripted/<name>` sets the answers, `GET` reads the requests.
import { Hono } from 'hono';

export interface ScriptedAnswer {
  /** The call as the vendor names it: Blesta's path, HostBill's `call`, Ubersmith's `method`. */
  readonly on: string;
  readonly status?: number;
  readonly json: unknown;
}

export interface ScriptedRequest {
  readonly on: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values, decoded, in the order sent. */
  readonly query: readonly (readonly [string, string])[];
  readonly form: readonly (readonly [string, string])[];
}

interface Script {
  answers: ScriptedAnswer[];
  readonly requests: ScriptedRequest[];
}

export function createScripted(): Hono {
  const scripts = new Map<string, Script>();
  const scriptOf = (name: string): Script => {
    const script = scripts.get(name) ?? { answers: [], requests: [] };
    scripts.set(name, script);
    return script;
  };
  const app = new Hono();
  app.put('/scripted/:name', async (c) => {
    scriptOf(c.req.param('name')).answers = await c.req.json<ScriptedAnswer[]>();
    return c.body(null, 204);
  });
  app.get('/scripted/:name', (c) => c.json(scriptOf(c.req.param('name')).requests));
  app.all('/scripted/:name/*', async (c) => {
    const { answers, requests } = scriptOf(c.req.param('name'));
    const url = new URL(c.req.url);
    const form = new URLSearchParams(await c.req.text());
    const path = url.pathname.replace(/^\/scripted\/[^/]+/, '');
    const on = form.get('call') ?? form.get('method') ?? path.replace(/^\/api\/|\.json$/g, '');
    const headers = Object.fromEntries(c.req.raw.headers);
    const query = [...url.searchParams];
    requests.push({ on, method: c.req.method, path, headers, query, form: [...form] });
    const index = answers.findIndex((answer) => answer.on === on);
    const [answer] = index < 0 ? [] : answers.splice(index, 1);
    if (!answer) return c.json({ message: `no answer for ${on}` }, 501);
    return new Response(JSON.stringify(answer.json), {
      status: answer.status ?? 200,
      headers: { 'content-type': 'application/json' },
    });
  });
  return app;
}
