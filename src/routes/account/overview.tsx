import { Hono } from 'hono';
import { z } from 'zod';
import { OverviewPage } from '#views/pages/account/overview-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { closingOf } from '../closing-of.ts';
import { frameOf } from '../frame.ts';
import { requireClient } from '../require-client.ts';

const query = z.object({
  done: z
    .enum(['password', 'email_sent', 'second_factor_off', 'closing_cancelled', 'terms'])
    .optional()
    .catch(undefined),
});

export const accountOverview = new Hono<AppEnv>().get('/account', requireClient, async (c) => {
  const { store, clock } = c.env.ports;
  const { client } = c.var;
  const { done } = query.parse(c.req.query());
  const overview = await store.account.overview(client.id, clock.nowMs());
  return c.html(
    <OverviewPage
      frame={frameOf(c)}
      client={client}
      overview={overview}
      closing={closingOf(c)}
      done={done}
    />,
  );
});
