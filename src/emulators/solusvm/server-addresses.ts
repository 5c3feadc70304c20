/** Additional addresses of a server. Paths and fields are confirmed; statuses and bodies of the answers are assumed. */
import { Hono } from 'hono';
import { z } from 'zod';
import { recordActivity } from './activity-logs.ts';
import { type PanelEnv, signedIn } from './authentication.ts';
import { invalid, noContent, notFound, one, refused } from './envelopes.ts';
import { announce } from './events.ts';
import { serverOf } from './own-server.ts';
import { currentPlan, nextId, type Panel, type PanelServer } from './panel.ts';
import { readBody } from './request-body.ts';
import { addresses } from './server-creation.ts';

/** A number of addresses, or a certain one. */
const additionSchema = z.union(
  [
    z.object({ count: z.int().min(1).max(100) }),
    z.object({ ip: z.ipv4(), type: z.literal('IPv4').optional() }),
  ],
  { error: 'Give a count, or an ip of the type IPv4.' },
);
const removalSchema = z.object({ ids: z.array(z.int()).min(1) });

export function serverAddressRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.post('/servers/:id/ips', signedIn(panel), async (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const body = await readBody(c, additionSchema);
    if (!body.ok) return body.response;
    if (!currentPlan(server).is_additional_ips_available) {
      return refused(c, 422, 'The plan offers no additional addresses.');
    }
    const wish = body.value;
    if ('ip' in wish && isTaken(panel, wish.ip)) {
      return invalid(c, { ip: ['The ip has already been taken.'] });
    }
    const added =
      'ip' in wish
        ? [{ id: nextId(panel.tables, 'ip'), ip: wish.ip }]
        : addresses(panel, wish.count);
    server.ipAddresses = [...server.ipAddresses, ...added];
    for (const { ip } of added) {
      recordActivity(panel, 'additional_ip_created', c.var.caller, logData(server, ip));
      announce(panel, 'additional_ip_created', server, { ip });
    }
    return one(c, added, 201);
  });

  routes.delete('/servers/:id/ips', signedIn(panel), async (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const body = await readBody(c, removalSchema);
    if (!body.ok) return body.response;
    const [primary, ...additional] = server.ipAddresses;
    const removed = additional.filter(({ id }) => body.value.ids.includes(id));
    server.ipAddresses = [primary, ...additional.filter((ip) => !removed.includes(ip))].filter(
      (address) => address !== undefined,
    );
    for (const { ip } of removed) {
      recordActivity(panel, 'additional_ip_deleted', c.var.caller, logData(server, ip));
      announce(panel, 'additional_ip_deleted', server, { ip });
    }
    return noContent(c);
  });
  return routes;
}

function isTaken(panel: Panel, ip: string): boolean {
  return [...panel.tables.servers.values()].some(
    (server) =>
      server.deletedAtMs === null && server.ipAddresses.some((address) => address.ip === ip),
  );
}

function logData({ id, name, userId }: PanelServer, ip: string) {
  return { id, name, user_id: userId, ip };
}
