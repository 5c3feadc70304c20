// What new users get in the panel: their role, their limits, and a way in.
import { failed, fine, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import type { Named } from '#ports/doctor.ts';
import type { Examination } from '#usecases/doctor/check.ts';
import { accountOrSkip, panelTrouble } from '#usecases/doctor/panel-trouble.ts';

/** The role that new panel users get must be there, and must not make them administrators. */
export async function panelRole(examination: Examination): Promise<Verdict> {
  const account = await accountOrSkip(examination);
  if (!account.ok) return account.error;
  const { roleId, adminRoleId } = examination.doctor.settings.panel;
  const roles = await examination.doctor.panel.roles();
  if (!roles.ok) {
    if (roles.error.code === 'panel_refused_token') return skipped('The token may not read roles.');
    return panelTrouble('The roles cannot be read', roles.error);
  }
  const role = roles.value.find(({ id }) => id === roleId);
  const choose = `Set PANEL_ROLE_ID to one of: ${choices(roles.value, adminRoleId)}.`;
  if (!role) return failed(`The panel has no role ${roleId} (PANEL_ROLE_ID).`, choose);
  if (roleId === adminRoleId || role.name.trim().toUpperCase() === 'ADMIN') {
    return failed('New panel users would be administrators (PANEL_ROLE_ID).', choose);
  }
  return fine(`New panel users get the role ${role.name}.`);
}

/** The limit group that new panel users get, where one is set, must be there. */
export async function panelLimitGroup(examination: Examination): Promise<Verdict> {
  const account = await accountOrSkip(examination);
  if (!account.ok) return account.error;
  const { limitGroupId } = examination.doctor.settings.panel;
  if (limitGroupId === null) {
    return fine('New panel users get the panel’s default limit group, if it has one.');
  }
  const groups = await examination.doctor.panel.limitGroups();
  if (!groups.ok) {
    if (groups.error.code === 'panel_refused_token') {
      return skipped('The token may not read limit groups.');
    }
    return panelTrouble('The limit groups cannot be read', groups.error);
  }
  const group = groups.value.find(({ id }) => id === limitGroupId);
  if (group) return fine(`New panel users get the limit group ${group.name}.`);
  return failed(
    `The panel has no limit group ${limitGroupId} (PANEL_LIMIT_GROUP_ID): nobody could be enrolled.`,
    `Set PANEL_LIMIT_GROUP_ID to one of: ${choices(groups.value)}; or leave it out.`,
  );
}

const TRY_SIGN_ON =
  'The address is not documented by the vendor: find it by hand once (docs/panel.md) and set PANEL_SIGN_ON_URL.';

/** No token is made for this: what the address says to one that nobody has is all that can be seen without a trace. */
export async function panelSignOn(examination: Examination): Promise<Verdict> {
  const account = await accountOrSkip(examination);
  if (!account.ok) return account.error;
  const { apiUrl, signOnUrl } = examination.doctor.settings.panel;
  if (new URL(signOnUrl).hostname !== new URL(apiUrl).hostname) {
    return warning('PANEL_SIGN_ON_URL is on another machine than PANEL_API_URL.', TRY_SIGN_ON);
  }
  const answer = await examination.doctor.panel.signOnStatus();
  if (!answer.ok) return panelTrouble('The sign-on address does not answer', answer.error);
  if (answer.value >= 500) {
    return failed(`The sign-on address answers ${answer.value}.`, TRY_SIGN_ON);
  }
  return fine('The sign-on address answers. Whether it takes tokens shows only a sign-on.');
}

function choices(rows: readonly Named[], except?: number): string {
  const names = rows.filter(({ id }) => id !== except).map(({ id, name }) => `${id} (${name})`);
  return names.slice(0, 10).join(', ') || 'none there yet';
}
