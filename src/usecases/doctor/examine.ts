// Every check at once, each on its own: one that fails, throws or hangs is one finding and hides no other.

import { type Finding, failed, type Verdict } from '#core/doctor/finding.ts';
import {
  judgeAdminKeys,
  judgeAppSecret,
  judgeExamples,
  judgeOrigin,
  judgeRateLimits,
} from '#core/doctor/judge-settings.ts';
import { errorText } from '#core/error-text.ts';
import { turnstile } from '#usecases/doctor/abuse-checks.ts';
import {
  dailyAutomation,
  hourlyLook,
  migrations,
  outboxFailures,
  queueAlive,
  stuckSignups,
} from '#usecases/doctor/automation-checks.ts';
import {
  billingClock,
  billingDeliveries,
  billingSystem,
  panelClock,
} from '#usecases/doctor/billing-checks.ts';
import type { Check, DoctorCheckPorts, Examination } from '#usecases/doctor/check.ts';
import {
  mailDkim,
  mailDmarc,
  mailMx,
  mailSpf,
  mailTransport,
} from '#usecases/doctor/mail-checks.ts';
import { closedMonths, terms, tokenPrices } from '#usecases/doctor/money-checks.ts';
import { panelReachable, panelToken } from '#usecases/doctor/panel-access.ts';
import { panelPlans, panelPrices, usageSource } from '#usecases/doctor/panel-money.ts';
import { panelLimitGroup, panelRole, panelSignOn } from '#usecases/doctor/panel-new-users.ts';
import { passwordHashing } from '#usecases/doctor/password-hashing.ts';

const CHECKS: readonly Check[] = [
  { check: 'panel_reachable', group: 'panel', run: panelReachable },
  { check: 'panel_token', group: 'panel', run: panelToken },
  { check: 'panel_role', group: 'panel', run: panelRole },
  { check: 'panel_limit_group', group: 'panel', run: panelLimitGroup },
  { check: 'panel_sign_on', group: 'panel', run: panelSignOn },
  { check: 'panel_plans', group: 'panel', run: panelPlans },
  { check: 'panel_prices', group: 'panel', run: panelPrices },
  { check: 'usage_source', group: 'panel', run: usageSource },
  { check: 'billing_system', group: 'billing', run: billingSystem },
  { check: 'billing_deliveries', group: 'billing', run: billingDeliveries },
  { check: 'mail_transport', group: 'mail', run: mailTransport },
  { check: 'mail_mx', group: 'mail', run: mailMx },
  { check: 'mail_spf', group: 'mail', run: mailSpf },
  { check: 'mail_dkim', group: 'mail', run: mailDkim },
  { check: 'mail_dmarc', group: 'mail', run: mailDmarc },
  { check: 'panel_clock', group: 'clocks', run: panelClock },
  { check: 'billing_clock', group: 'clocks', run: billingClock },
  { check: 'migrations', group: 'automation', run: migrations },
  { check: 'daily_automation', group: 'automation', run: dailyAutomation },
  { check: 'hourly_look', group: 'automation', run: hourlyLook },
  { check: 'queue', group: 'automation', run: queueAlive },
  { check: 'outbox', group: 'automation', run: outboxFailures },
  { check: 'stuck_signups', group: 'automation', run: stuckSignups },
  { check: 'password_hashing', group: 'automation', run: passwordHashing },
  { check: 'token_prices', group: 'money', run: tokenPrices },
  { check: 'terms', group: 'money', run: terms },
  { check: 'closed_months', group: 'money', run: closedMonths },
  {
    check: 'origin',
    group: 'settings',
    run: async ({ settings }) => judgeOrigin(settings.origin),
  },
  {
    check: 'example_settings',
    group: 'settings',
    run: async ({ doctor }) => judgeExamples(doctor.settings.shown),
  },
  {
    check: 'app_secret',
    group: 'settings',
    run: async ({ doctor }) => judgeAppSecret(doctor.settings.appSecretCharacters),
  },
  {
    check: 'rate_limits',
    group: 'settings',
    run: async ({ doctor }) => judgeRateLimits(doctor.settings.rateLimits),
  },
  { check: 'turnstile', group: 'settings', run: turnstile },
  {
    check: 'admin_keys',
    group: 'settings',
    run: async ({ adminSignatures }) => judgeAdminKeys(adminSignatures.keys),
  },
];

/** Longer than one call of the panel or of the billing system may take, well below what a request may. */
const CHECK_TIMEOUT_MS = 20_000;

/** Looks at everything and changes nothing. Findings in the order of the checks. */
export async function examine(
  ports: DoctorCheckPorts,
  timeoutMs = CHECK_TIMEOUT_MS,
): Promise<readonly Finding[]> {
  const account = ports.doctor.panel.account();
  account.catch(() => undefined); // each check that waits for it meets the same failure
  const examination: Examination = { ...ports, account };
  return Promise.all(
    CHECKS.map(async ({ check, group, run }) => ({
      check,
      group,
      ...(await bounded(check, () => run(examination), timeoutMs, ports)),
    })),
  );
}

async function bounded(
  check: string,
  run: () => Promise<Verdict>,
  timeoutMs: number,
  { log }: Pick<DoctorCheckPorts, 'log'>,
): Promise<Verdict> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Verdict>((resolve) => {
    const verdict = failed(
      `No answer within ${timeoutMs / 1000} seconds.`,
      'Ask again; if it stays so, whatever this check looks at hangs.',
    );
    timer = setTimeout(() => resolve(verdict), timeoutMs);
  });
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    log.error('doctor_check_crashed', { check, error: errorText(error) });
    return failed(
      'The check itself failed; the log has the reason.',
      'Look into the log: npx wrangler tail',
    );
  } finally {
    clearTimeout(timer);
  }
}
