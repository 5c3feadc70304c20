import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { myData } from '#usecases/leaving/my-data.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { signedBearer } from './signed-request.ts';

/** Everything that is stored about one client, as the client's own download has it. */
export const clientData = new Hono<AppEnv>().get('/admin/client-data/:id', async (c) => {
  const request = await signedBearer(c);
  if (!request.ok) return request.error;
  const id = c.req.param('id');
  const client = isId('client', id) ? await c.env.ports.store.clients.byId(id) : undefined;
  if (!client) return problem(c, 404, 'client_unknown', 'There is no client with this id.');
  return c.json(await myData(c.env.ports, client));
});
