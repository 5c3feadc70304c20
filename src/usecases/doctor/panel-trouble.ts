import { failed, skipped, type Verdict } from '#core/doctor/finding.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { PanelAccount } from '#ports/doctor.ts';
import type { VirtualizationCode, VirtualizationFailure } from '#ports/virtualization.ts';
import type { Examination } from '#usecases/doctor/check.ts';

const NEW_TOKEN =
  'In the panel make an API token of an administrator, then: npx wrangler secret put PANEL_TOKEN';
const LOOK_THERE = 'Look into the panel and its log; it may be busy or half updated.';

/** What to do about each way in which the panel does not answer. */
const REMEDIES: Readonly<Record<VirtualizationCode, string>> = {
  panel_unreachable:
    'Check PANEL_API_URL, and that the panel is reachable from the internet with a certificate that browsers trust.',
  panel_slow: 'Look at the load of the panel, or raise PANEL_TIMEOUT_MS.',
  panel_refused_token: NEW_TOKEN,
  panel_wrong_address:
    'Set PANEL_API_URL to the address of its API, such as https://panel.example.net/api/v1, with its port.',
  panel_error: LOOK_THERE,
  panel_answer_malformed: LOOK_THERE,
  panel_rejected: LOOK_THERE,
  panel_email_refused: LOOK_THERE,
  panel_password_refused: LOOK_THERE,
  panel_user_missing: LOOK_THERE,
};

/** `what` is the beginning of a sentence; the panel's failure ends it. */
export function panelTrouble(what: string, { code, detail }: VirtualizationFailure): Verdict {
  return failed(`${what}: ${detail || code} (${code}).`, REMEDIES[code]);
}

/**
 * Whose token it is, or, where the panel does not answer or refuses the token, a verdict that leaves it to the check of
 * just that: one cause is one finding.
 */
export async function accountOrSkip({
  account,
}: Examination): Promise<Result<PanelAccount, Verdict>> {
  const known = await account;
  if (known.ok) return ok(known.value);
  const refused = known.error.code === 'panel_refused_token';
  return err(skipped(refused ? 'The panel refuses the token.' : 'The panel does not answer.'));
}
