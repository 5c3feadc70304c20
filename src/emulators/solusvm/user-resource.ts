/** A user as the API shows one. */
import { timestamp } from './envelopes.ts';
import { LANGUAGES } from './languages.ts';
import { limitGroupResource } from './limit-groups.ts';
import { liveServers, type Panel, type PanelUser } from './panel.ts';
import { roleResource } from './roles.ts';

export function userResource(panel: Panel, user: PanelUser) {
  const { tables } = panel;
  const servers = liveServers(tables, user.id);
  const additionalIps = servers.reduce((sum, server) => sum + server.ipAddresses.length - 1, 0);
  const limitGroup = tables.limitGroups.find((group) => group.id === user.limitGroupId);
  return {
    id: user.id,
    email: user.email,
    email_verified_at: timestamp(user.createdAtMs),
    has_verified_email: true,
    created_at: timestamp(user.createdAtMs),
    status: user.status,
    roles: tables.roles.filter((role) => user.roleIds.includes(role.id)).map(roleResource),
    billing_user_id: user.billingUserId,
    billing_token: user.billingToken,
    limit_group: limitGroup === undefined ? null : limitGroupResource(panel, limitGroup),
    limit_usage: {
      servers: servers.length,
      running_servers: servers.filter((server) => server.power === 'started').length,
      additional_ips: additionalIps,
      iso_images: 0,
      iso_images_size: 0,
    },
    language: LANGUAGES.find(({ id }) => id === user.languageId) ?? null,
    allowed_ips: [],
    is_two_factor_auth_enabled: false,
    two_factor_auth_recovery_code_count: 0,
  };
}

/** The short form inside other resources. */
export function userReference(panel: Panel, userId: number) {
  const user = panel.tables.users.get(userId);
  if (user === undefined) throw new Error(`user ${userId} is referred to but missing`);
  return {
    id: user.id,
    email: user.email,
    status: user.status,
    billing_user_id: user.billingUserId,
  };
}
