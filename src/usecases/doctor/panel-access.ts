// Whether the panel answers, and what our token may do there.
import { failed, fine, listed, type Verdict, warning } from '#core/doctor/finding.ts';
import type { PanelList } from '#ports/doctor.ts';
import type { Examination } from '#usecases/doctor/check.ts';
import { accountOrSkip, panelTrouble } from '#usecases/doctor/panel-trouble.ts';

/** A panel that refuses the token answers; what it refuses is the check of the token. */
export async function panelReachable({ account }: Examination): Promise<Verdict> {
  const known = await account;
  if (known.ok || known.error.code === 'panel_refused_token') {
    return fine('The panel answers. No documented call tells its version.');
  }
  return panelTrouble('The panel does not answer', known.error);
}

const ADMIN_TOKEN =
  'Use an API token of a panel user with the role ADMIN: npx wrangler secret put PANEL_TOKEN';

/** Reading is tried; creating users and their sign-on tokens is not, because nothing is written here. */
export async function panelToken(examination: Examination): Promise<Verdict> {
  const known = await examination.account;
  if (!known.ok) {
    if (known.error.code === 'panel_refused_token') {
      return panelTrouble('The panel refuses the token', known.error);
    }
    const skip = await accountOrSkip(examination);
    return skip.ok ? fine('The panel takes the token.') : skip.error;
  }
  const { isAdmin, status, allowedIps } = known.value;
  if (status !== 'active') {
    return failed(`The panel user of the token is ${status}.`, 'Activate that user in the panel.');
  }
  const refused = await refusedLists(examination);
  if (refused.length > 0) {
    return failed(`The token may not read ${listed(refused)}.`, ADMIN_TOKEN);
  }
  if (!isAdmin) {
    return warning(
      'The token is not an administrator’s. Whether it may create users and sign them on shows only the first sign-up.',
      ADMIN_TOKEN,
    );
  }
  if (allowedIps > 0) {
    return warning(
      'The panel lets the user of the token in from some addresses alone, and a Worker has no fixed one.',
      'Empty “Allowed IPs” of that panel user.',
    );
  }
  return fine('The token is an administrator’s and may read what is needed.');
}

async function refusedLists({ doctor, settings }: Examination): Promise<readonly PanelList[]> {
  const needed: PanelList[] = ['users', 'plans', 'servers'];
  if (settings.metering) needed.push('activity_logs');
  const answers = await Promise.all(needed.map((list) => doctor.panel.mayList(list)));
  return needed.filter((_, n) => {
    const answer = answers[n];
    return answer && !answer.ok && answer.error.code === 'panel_refused_token';
  });
}
