import { Hono } from 'hono';
import { connectIdentity, disconnectIdentities } from '#usecases/account/identity.ts';
import { recognisedPerson } from '#usecases/sign-in/identity-note.ts';
import { IdentityPage, type IdentityPageProps } from '#views/pages/account/identity-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { clearIdentity, readIdentity } from '../cookies.ts';
import { notFound } from '../errors.tsx';
import { frameOf } from '../frame.ts';
import { requireClient } from '../require-client.ts';
import { requireFresh } from '../require-fresh.ts';
import { actorOf } from '../visitor.ts';

export const accountIdentity = new Hono<AppEnv>()
  .get('/account/identity', requireClient, (c) => identityPage(c, undefined, 200))
  .post('/account/identity', requireClient, requireFresh, async (c) => {
    const connected = await connectIdentity(c.env.ports, actorOf(c), readIdentity(c) ?? '');
    clearIdentity(c);
    if (connected.ok) return c.redirect('/account/identity', 303);
    return identityPage(c, connected.error, 422);
  })
  .get('/account/identity/remove', requireClient, (c) => c.redirect('/account/identity', 303))
  .post('/account/identity/remove', requireClient, requireFresh, async (c) => {
    await disconnectIdentities(c.env.ports, actorOf(c));
    return c.redirect('/account/identity', 303);
  });

async function identityPage(
  c: AppContext,
  problem: IdentityPageProps['problem'] | undefined,
  status: 200 | 422,
) {
  const { ports } = c.env;
  if (!ports.identityProvider) return notFound(c);
  const [overview, person] = await Promise.all([
    ports.store.account.overview(c.var.client.id, ports.clock.nowMs()),
    problem ? undefined : recognisedPerson(ports, readIdentity(c) ?? ''),
  ]);
  return c.html(
    <IdentityPage
      frame={frameOf(c)}
      isConnected={overview.hasIdentity}
      recognised={person?.email}
      {...(problem && { problem })}
    />,
    status,
  );
}
