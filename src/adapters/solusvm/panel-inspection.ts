/** What the doctor asks of the panel: documented reads (docs/panel.md), and the sign-on address, which is not. */
import { z } from 'zod';
import type { OfferedPlan } from '#core/doctor/judge-plans.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Named, PanelInspection } from '#ports/doctor.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';
import type { PanelClient } from './panel-client.ts';
import { type PanelFault, panelFault } from './panel-fault.ts';
import { readPanelUser } from './panel-user.ts';
import { readList, readPages } from './read-pages.ts';

export interface InspectionSettings extends CallLimits {
  readonly adminRoleId: number;
  /** With `{token}` in it. */
  readonly signOnUrlTemplate: string;
  /** By which the panel should ask for prices; undefined where it should not. */
  readonly priceToken: string | undefined;
}

type Answer<T> = Promise<Result<T, VirtualizationFailure>>;

const PER_PAGE = 100;
/** Enough to see which plans are in use; a doctor must not read a whole panel. */
const SERVER_PAGES = 5;
/** Nobody has it: the address answers, and nobody is signed on. */
const NO_TOKEN = 'postmeter-doctor';

const id = z.int().positive();
const named = z.object({ id, name: z.string() });
const account = z.object({
  data: z.looseObject({
    status: z.string().default('active'),
    allowed_ips: z.array(z.unknown()).nullish(),
  }),
});
const flag = z.boolean().default(true);
const planRow = z.looseObject({
  id,
  name: z.string(),
  is_visible: flag,
  is_backup_available: flag,
  is_additional_ips_available: flag,
});
const serverRow = z.object({ plan: z.object({ id }) });
const settings = z.object({
  data: z.object({
    billing_integration: z
      .object({
        type: z.string().nullish(),
        drivers: z
          .object({
            whmcs: z.object({ url: z.string().nullish(), token: z.string().nullish() }).nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});

export function createPanelInspection(
  client: PanelClient,
  options: InspectionSettings,
): PanelInspection {
  return {
    async account() {
      const answer = await client.get('/account');
      if (!answer.ok) return failure(answer.error);
      const parsed = account.safeParse(answer.value);
      const user = readPanelUser(parsed.data?.data, options.adminRoleId);
      if (!parsed.success || !user) return malformed('no account');
      const { status, allowed_ips } = parsed.data.data;
      return ok({
        id: user.id,
        isAdmin: user.isAdmin,
        status,
        allowedIps: allowed_ips?.length ?? 0,
      });
    },
    async mayList(list) {
      const answer = await client.get(`/${list}?per_page=1&page=1`);
      if (!answer.ok) return failure(answer.error);
      return readList(answer.value) ? ok(null) : malformed('a list without data or meta');
    },
    roles: () => namedRows(client, '/roles'),
    limitGroups: () => namedRows(client, '/limit_groups'),
    async plans() {
      const rows = await readPages(client.get, `/plans?per_page=${PER_PAGE}`);
      if (!rows.ok) return failure(rows.error);
      return ok(rows.value.map(readOffer).filter((plan) => plan !== undefined));
    },
    plansInUse: () => plansInUse(client),
    async integration() {
      const answer = await client.get('/settings');
      if (!answer.ok) return failure(answer.error);
      const parsed = settings.safeParse(answer.value);
      if (!parsed.success) return malformed('no settings');
      const driver = parsed.data.data.billing_integration?.drivers?.whmcs;
      const hasOurToken = driver?.token !== undefined && driver.token === options.priceToken;
      return ok({ url: driver?.url ?? '', hasOurToken });
    },
    signOnStatus: () => signOnStatus(options),
  };
}

function readOffer(row: unknown): OfferedPlan | undefined {
  const { data: plan } = planRow.safeParse(row);
  return (
    plan && {
      id: plan.id,
      name: plan.name,
      visible: plan.is_visible,
      backups: plan.is_backup_available,
      additionalIps: plan.is_additional_ips_available,
      prices: {
        tokensPerHour: plan.tokens_per_hour,
        tokensPerMonth: plan.tokens_per_month,
        backupPercent: plan.backup_price,
        ipTokensPerHour: plan.ip_tokens_per_hour,
        ipTokensPerMonth: plan.ip_tokens_per_month,
      },
    }
  );
}

async function namedRows(client: PanelClient, path: string): Answer<readonly Named[]> {
  const rows = await readPages(client.get, `${path}?per_page=${PER_PAGE}`);
  if (!rows.ok) return failure(rows.error);
  const parsed = z.array(named).safeParse(rows.value);
  return parsed.success ? ok(parsed.data) : malformed('a row without id or name');
}

async function plansInUse(client: PanelClient) {
  const servers = new Map<number, number>();
  for (let page = 1; page <= SERVER_PAGES; page++) {
    const answer = await client.get(`/servers?per_page=${PER_PAGE}&page=${page}`);
    if (!answer.ok) return failure(answer.error);
    const list = readList(answer.value);
    if (!list) return malformed('a list without data or meta');
    for (const row of list.rows) {
      const plan = serverRow.safeParse(row).data?.plan.id;
      if (plan !== undefined) servers.set(plan, (servers.get(plan) ?? 0) + 1);
    }
    if (page >= list.lastPage) return ok({ servers, complete: true });
  }
  return ok({ servers, complete: false });
}

async function signOnStatus(settings: InspectionSettings): Answer<number> {
  const url = settings.signOnUrlTemplate.replaceAll('{token}', NO_TOKEN);
  const answered = await outboundCall(settings, url, {}, async (response) => {
    await response.body?.cancel();
    return response.status;
  });
  if (answered.ok) return answered;
  const code = answered.error.why === 'slow' ? 'panel_slow' : 'panel_unreachable';
  return failure(panelFault('GET', code, 'the sign-on address does not answer'));
}

function failure({ disposition, code, detail }: PanelFault): Result<never, VirtualizationFailure> {
  return err({ disposition, code, detail });
}

function malformed(what: string): Result<never, VirtualizationFailure> {
  return failure(
    panelFault('GET', 'panel_answer_malformed', `an answer with ${what}`, { status: 200 }),
  );
}
