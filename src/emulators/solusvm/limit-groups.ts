/** Limit groups, read only, and the rule they state for new and for running servers. */
import { Hono } from 'hono';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import { type LimitGroup, liveServers, type Panel, type PanelUser } from './panel.ts';

export function limitGroupRoutes(panel: Panel): Hono<PanelEnv> {
  const counted = (group: LimitGroup) => limitGroupResource(panel, group);
  const routes = new Hono<PanelEnv>();
  routes.get('/limit_groups', adminOnly(panel), (c) =>
    page(c, panel, panel.tables.limitGroups, counted),
  );
  routes.get('/limit_groups/:id', adminOnly(panel), (c) => {
    const group = panel.tables.limitGroups.find(({ id }) => id === Number(c.req.param('id')));
    return group === undefined ? notFound(c) : one(c, counted(group));
  });
  return routes;
}

export function limitGroupResource(panel: Panel, group: LimitGroup) {
  const members = [...panel.tables.users.values()].filter((u) => u.limitGroupId === group.id);
  return { ...group, users_count: members.length };
}

/** Limits stop additions only: what a user already has stays when a limit is lowered. */
export function limitReached(panel: Panel, user: PanelUser, kind: 'vms' | 'running_vms'): boolean {
  const group = panel.tables.limitGroups.find(({ id }) => id === user.limitGroupId);
  if (group === undefined || !group[kind].is_enabled) return false;
  const servers = liveServers(panel.tables, user.id);
  const counted = kind === 'vms' ? servers : servers.filter(({ power }) => power === 'started');
  return counted.length >= group[kind].limit;
}
