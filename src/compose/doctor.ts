// What the doctor looks at, with the settings that say where.
import { BUILT_MIGRATIONS } from '#adapters/d1/built-migrations.ts';
import { createDnsOverHttps } from '#adapters/dns/dns-over-https.ts';
import { createRemoteClock } from '#adapters/http/remote-clock.ts';
import { createMailAssumption, createSmtpInspection } from '#adapters/mail/mail-inspection.ts';
import type { SmtpSettings } from '#adapters/mail/smtp.ts';
import type { PanelClient } from '#adapters/solusvm/panel-client.ts';
import { createPanelInspection } from '#adapters/solusvm/panel-inspection.ts';
import { isSecretSetting } from '#core/doctor/secret-settings.ts';
import type { Clock } from '#ports/clock.ts';
import type { DoctorPorts, MailInspection, SettingFacts } from '#ports/doctor.ts';
import { billingAddress } from '../env/billing.ts';
import { oncePerEnv } from '../env/once-per-env.ts';
import type { Env } from '../env.ts';
import { globalFetch } from './global-fetch.ts';

const DNS_TIMEOUT_MS = 5_000;
const CLOCK_TIMEOUT_MS = 5_000;

export function doctorOf(
  env: Env,
  panelClient: PanelClient,
  smtp: SmtpSettings | undefined,
  clock: Clock,
): DoctorPorts {
  const clockAt = (url: string) =>
    createRemoteClock({ url, timeoutMs: CLOCK_TIMEOUT_MS, fetch: globalFetch }, clock);
  const billingUrl = billingAddress(env);
  return {
    panel: createPanelInspection(panelClient, {
      adminRoleId: env.PANEL_ADMIN_ROLE_ID,
      signOnUrlTemplate: env.PANEL_SIGN_ON_URL,
      priceToken: env.PANEL_PRICE_TOKEN,
      timeoutMs: env.PANEL_TIMEOUT_MS,
      fetch: globalFetch,
    }),
    panelClock: clockAt(env.PANEL_API_URL),
    billingClock: billingUrl === undefined ? undefined : clockAt(billingUrl),
    mail: mailInspectionOf(smtp),
    dns: createDnsOverHttps({
      url: env.DNS_OVER_HTTPS_URL,
      timeoutMs: DNS_TIMEOUT_MS,
      fetch: globalFetch,
    }),
    settings: settingFactsOf(env),
    migrations: BUILT_MIGRATIONS,
  };
}

function mailInspectionOf(smtp: SmtpSettings | undefined): MailInspection {
  if (smtp) return createSmtpInspection(smtp);
  return createMailAssumption(
    'The binding EMAIL is there. Whether Cloudflare sends for the domain shows only a letter.',
  );
}

/** The parsed text settings but for secrets: no value leaves here that `docs/settings.md` calls a secret. */
const settingFactsOf = oncePerEnv((env): SettingFacts => {
  const shown = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !isSecretSetting(entry[0]),
  );
  return {
    shown: Object.fromEntries(shown),
    appSecretCharacters: env.APP_SECRET.length,
    mail: {
      transport: env.MAIL_TRANSPORT,
      from: env.MAIL_FROM,
      host: env.SMTP_HOST ?? '',
      security: env.MAIL_TRANSPORT === 'smtp' ? env.SMTP_SECURITY : '',
      dkimSelector: env.MAIL_DKIM_SELECTOR,
    },
    rateLimits: {
      byAddress: env.RATE_BY_ADDRESS !== undefined,
      byNetwork: env.RATE_BY_NETWORK !== undefined,
    },
    panel: {
      apiUrl: env.PANEL_API_URL,
      signOnUrl: env.PANEL_SIGN_ON_URL,
      roleId: env.PANEL_ROLE_ID,
      adminRoleId: env.PANEL_ADMIN_ROLE_ID,
      limitGroupId: env.PANEL_LIMIT_GROUP_ID ?? null,
      showsPrices: env.PANEL_PRICE_TOKEN !== undefined,
    },
  };
});
