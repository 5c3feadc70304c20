/**
 * Turnstile: the script that pages load, the frame that it opens, and the judgement of what came out of it. README.md says
 * what of it is documented and what is assumed.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { createFailures, failuresOnDemand } from '../failures/failures.ts';
import { failureRuleSchema } from '../failures/rule.ts';
import { badRequest, readControl } from '../read-control.ts';
import { siteverifyParameters } from './parameters.ts';
import { createTokens, TEST_TOKEN } from './tokens.ts';
import { widgetFrame, widgetScript } from './widget.ts';

export interface TurnstileOptions {
  readonly basePath: string;
  readonly nowMs: () => number;
}

/** Of a widget that this emulator knows beside the documented test keys. */
const SITE_KEY = '0x4AAAAAAAEMULATEDSITE';
const SECRET = '0x4AAAAAAAEMULATEDSITE-secret';

/** Their behaviour is documented under "Test secret keys". */
const TEST_SECRETS: Readonly<
  Record<string, 'passes' | 'invalid-input-response' | 'timeout-or-duplicate'>
> = {
  '1x0000000000000000000000000000000AA': 'passes',
  '2x0000000000000000000000000000000AA': 'invalid-input-response',
  '3x0000000000000000000000000000000AA': 'timeout-or-duplicate',
};

const solved = z.strictObject({
  hostname: z.string(),
  action: z.string().max(32).default(''),
});

export function createTurnstile({ basePath, nowMs }: TurnstileOptions): Hono {
  const tokens = createTokens(nowMs);
  const failures = createFailures();
  const failOnDemand = failuresOnDemand(failures, () => '/siteverify');
  const app = new Hono();

  app.get('/turnstile/v0/api.js', (c) =>
    c.body(widgetScript(`${basePath}/turnstile/v0/frame`), 200, {
      'content-type': 'text/javascript; charset=utf-8',
    }),
  );
  app.get('/turnstile/v0/frame', (c) => c.html(widgetFrame()));
  // What the frame asks for once somebody has passed; tests solve challenges by it.
  app.post('/turnstile/v0/solved', async (c) => {
    const given = await readControl(c, solved);
    return given.ok ? c.json({ token: tokens.issue(given.value) }) : badRequest(c, given.message);
  });

  app.post('/turnstile/v0/siteverify', failOnDemand, async (c) => {
    const refused = (...codes: string[]) => c.json({ success: false, 'error-codes': codes });
    const parameters = await siteverifyParameters(c);
    if (!parameters) return refused('bad-request');
    const { secret, response, idempotency_key: key } = parameters;
    if (secret === '') return refused('missing-input-secret');
    const test = TEST_SECRETS[secret];
    if (!test && secret !== SECRET) return refused('invalid-input-secret');
    if (response === '') return refused('missing-input-response');
    if (test) {
      if (response !== TEST_TOKEN) return refused('invalid-input-response');
      if (test !== 'passes') return refused(test);
      const challenge_ts = new Date(nowMs()).toISOString();
      const page = { hostname: 'localhost', action: 'test', cdata: 'test-data' };
      return c.json({ success: true, challenge_ts, 'error-codes': [], ...page });
    }
    const redeemed = tokens.redeem(response, key);
    return redeemed.ok
      ? c.json({ success: true, 'error-codes': [], ...redeemed.page, cdata: '' })
      : refused(redeemed.code);
  });

  app.get('/turnstile/control', (c) =>
    c.json({ siteKey: SITE_KEY, secret: SECRET, pending: failures.pending() }),
  );
  app.post('/turnstile/control', async (c) => {
    const rules = await readControl(c, z.array(failureRuleSchema));
    if (!rules.ok) return badRequest(c, rules.message);
    failures.add(rules.value);
    return c.json({ pending: failures.pending() });
  });
  return app;
}
