import type { Log } from '#ports/log.ts';
import type { ListedServer } from '#ports/server-inventory.ts';
import { getTwice } from './get-twice.ts';
import { readServer } from './listed-server.ts';
import type { PanelClient } from './panel-client.ts';
import { readPages } from './read-pages.ts';

/**
 * One panel user's servers as they are now, over the documented `GET /servers?filter[user_id]=`. Undefined where the
 * panel does not answer, or one of them has no readable price: half a list must never pass for the whole.
 */
export function createServersOfUser(client: PanelClient, log: Log) {
  return async (panelUserId: number): Promise<readonly ListedServer[] | undefined> => {
    const query = new URLSearchParams({ 'filter[user_id]': String(panelUserId), per_page: '100' });
    const rows = await readPages((path) => getTwice(client, path), `/servers?${query}`);
    if (!rows.ok) {
      const { code, detail } = rows.error;
      log.warn('servers_unavailable', { panelUserId, code, detail });
      return undefined;
    }
    const servers: ListedServer[] = [];
    for (const row of rows.value) {
      const server = readServer(row, new Map());
      if (!server || typeof server.state.plan.prices === 'string') {
        log.warn('servers_unavailable', { panelUserId, code: 'server_malformed' });
        return undefined;
      }
      // The filter is the panel's word for it; what it lets through beside is not this client's.
      if (server.state.userId === panelUserId) servers.push(server);
    }
    return servers;
  };
}
