/** What metering reads of the panel: documented calls only (docs/metering.md). */
import type { MeteredPlan } from '#core/metering/server-state.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ListedServer, ServerInventory } from '#ports/server-inventory.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';
import { type EntryFields, readLog, readNewest } from './activity-log.ts';
import { getTwice } from './get-twice.ts';
import { readPlan, readServer, serverIdOf } from './listed-server.ts';
import type { PanelClient } from './panel-client.ts';
import { type PanelFault, panelFault } from './panel-fault.ts';
import { type List, readList, readPages } from './read-pages.ts';

/** Asked for; a panel that does not honour it answers more pages. */
const PER_PAGE = 100;

export const DEFAULT_ENTRY_FIELDS: EntryFields = {
  serverId: 'id',
  userId: 'user_id',
  planId: 'plan_id',
  name: 'name',
};

export function createServerInventory(
  client: PanelClient,
  fields: EntryFields = DEFAULT_ENTRY_FIELDS,
): ServerInventory {
  const get = (path: string) => getTwice(client, path);
  const page = (path: string) => (number: number) => readPage(get, path, number);
  const serverPage = page('/servers');
  const logPage = page('/activity_logs');
  return {
    async plans() {
      const rows = await readPages(get, `/plans?per_page=${PER_PAGE}`);
      if (!rows.ok) return failed(rows.error);
      const plans = new Map<number, MeteredPlan>();
      for (const row of rows.value) {
        const plan = readPlan(row);
        if (plan) plans.set(plan.id, plan);
      }
      return ok(plans);
    },
    async serverPage(number, plans) {
      const list = await serverPage(number);
      if (!list.ok) return failed(list.error);
      const servers: ListedServer[] = [];
      const refusedIds: number[] = [];
      for (const row of list.value.rows) {
        const server = readServer(row, plans);
        const id = server?.serverId ?? serverIdOf(row);
        if (id === undefined) return failed(malformed('a server without an id'));
        if (server) servers.push(server);
        else refusedIds.push(id);
      }
      return ok({ lastPage: list.value.lastPage, servers, refusedIds });
    },
    async server(serverId, plans) {
      const answer = await get(`/servers/${serverId}`);
      if (!answer.ok) {
        // A JSON 404; the code is the one that a missing panel user has.
        if (answer.error.code === 'panel_user_missing') return ok(undefined);
        return failed(answer.error);
      }
      const server = readServer(Object(answer.value).data, plans);
      if (server?.serverId !== serverId) return failed(malformed('another server, or none'));
      return ok(server);
    },
    async newestEntry() {
      const read = await readNewest(logPage);
      return read.ok ? read : failed(read.error);
    },
    async entriesAfter(entryId, plans) {
      const read = await readLog(logPage, entryId, fields, plans);
      return read.ok ? read : failed(read.error);
    },
  };
}

async function readPage(
  get: PanelClient['get'],
  path: string,
  number: number,
): Promise<Result<List, PanelFault>> {
  const answer = await get(`${path}?per_page=${PER_PAGE}&page=${number}`);
  if (!answer.ok) return answer;
  const list = readList(answer.value);
  if (!list) return err(malformed('a list without data or meta'));
  if (list.page !== number) return err(malformed(`page ${list.page} instead of page ${number}`));
  return ok(list);
}

function failed({ disposition, code, detail }: PanelFault): Result<never, VirtualizationFailure> {
  return err({ disposition, code, detail });
}

function malformed(what: string): PanelFault {
  return panelFault('GET', 'panel_answer_malformed', what, { status: 200 });
}
