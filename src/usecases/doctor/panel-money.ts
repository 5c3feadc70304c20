// Where the tokens come from, and whether the panel's plans and prices make sense.
import { failed, fine, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import { judgePlans } from '#core/doctor/judge-plans.ts';
import { monthAt, monthRange } from '#core/month.ts';
import type { UnavailableReason } from '#core/usage/usage.ts';
import type { Examination } from '#usecases/doctor/check.ts';
import { accountOrSkip, panelTrouble } from '#usecases/doctor/panel-trouble.ts';

/** What is offered or in use must have prices; where servers cannot be listed, what is offered. */
export async function panelPlans(examination: Examination): Promise<Verdict> {
  const account = await accountOrSkip(examination);
  if (!account.ok) return account.error;
  const { panel } = examination.doctor;
  const [plans, inUse] = await Promise.all([panel.plans(), panel.plansInUse()]);
  if (!plans.ok) {
    if (plans.error.code === 'panel_refused_token') return skipped('The token may not read plans.');
    return panelTrouble('The plans cannot be read', plans.error);
  }
  return judgePlans(plans.value, inUse.ok ? inUse.value : undefined);
}

/** The running month of one client, or of the token's own user where there is no client yet. */
export async function usageSource(examination: Examination): Promise<Verdict> {
  const account = await accountOrSkip(examination);
  if (!account.ok) return account.error;
  const { store, usage, clock, settings } = examination;
  const client = await store.doctor.samplePanelUser();
  if (client === undefined && settings.metering) {
    return skipped('Nobody is enrolled yet, so there is nothing to meter.');
  }
  const nowMs = clock.nowMs();
  const { startMs } = monthRange(monthAt(nowMs, settings.timeZone), settings.timeZone);
  const range = { startMs, endMs: nowMs };
  const read = await usage.readSoFar(client ?? account.value.id, range);
  const whose = client === undefined ? 'the token’s own user' : 'a client';
  if (read.usage.kind !== 'unavailable') return fine(`The usage of ${whose} can be read.`);
  const { why } = read.usage;
  return failed(`The usage of ${whose} cannot be read (${why}).`, usageRemedy(why));
}

function usageRemedy(why: UnavailableReason): string {
  switch (why) {
    case 'panel_wrong_address':
    case 'report_malformed':
    case 'panel_error':
      return 'The report is not documented: correct USAGE_REPORT_PATH and USAGE_REPORT_FIELDS, or set USAGE_SOURCE = "metering" (docs/metering.md).';
    case 'metering_not_begun':
    case 'metering_behind':
    case 'metering_gap':
    case 'metering_pruned':
      return 'See the check of the hourly look, and docs/metering.md.';
    case 'plan_vanished':
    case 'plan_malformed':
      return 'Give every plan in use prices that can be billed, in the panel.';
    case 'panel_user_missing':
      return 'The panel user was deleted there: close the client’s account, or link another panel user.';
    default:
      return 'See the check of the panel.';
  }
}

/** Whether the panel asks us for prices, where it should. */
export async function panelPrices(examination: Examination): Promise<Verdict> {
  const account = await accountOrSkip(examination);
  if (!account.ok) return account.error;
  const { doctor, settings } = examination;
  if (!doctor.settings.panel.showsPrices) {
    return skipped('Prices in the panel are not set up (PANEL_PRICE_TOKEN).');
  }
  const integration = await doctor.panel.integration();
  if (!integration.ok) {
    if (integration.error.code === 'panel_refused_token') {
      return skipped('The token may not read the panel’s settings.');
    }
    return panelTrouble('The panel’s settings cannot be read', integration.error);
  }
  const { url, hasOurToken } = integration.value;
  const connect = 'Connect it: npx postmeter panel connect';
  if (!url.startsWith(`${settings.origin}/`)) {
    return warning('The panel asks somebody else, or nobody, for prices.', connect);
  }
  if (!hasOurToken) return failed('The panel asks for prices with another token.', connect);
  return fine('The panel asks this service for prices.');
}
