import type { AdminClient } from '../admin/client.ts';
import type { DoctorJson } from '../doctor/report.ts';
import { integrationOf } from '../panel/connection.ts';
import { createPanelSettings } from '../panel/panel-settings.ts';
import type { Answers } from './answers.ts';
import type { CatalogueChange } from './catalogue.ts';
import { putSecrets } from './cloudflare.ts';
import { newPriceToken, type Secrets } from './secrets.ts';
import type { Wrangler } from './wrangler.ts';

export interface PanelInput {
  readonly answers: Answers;
  readonly admin: AdminClient;
  readonly wrangler: Wrangler;
  /** What was set in this run. */
  readonly secrets: Secrets;
  /** The panel's token from wherever it can be had. */
  readonly panelToken: () => Promise<string>;
}

/**
 * That the panel asks this service for prices, where it does not. A price token that is only at Cloudflare cannot be read
 * back; where it does not fit, a new one takes its place on both sides.
 */
export async function panelChange(input: PanelInput): Promise<readonly CatalogueChange[]> {
  const { answers, admin, wrangler, secrets, panelToken } = input;
  const { ORIGIN: origin = '', PANEL_API_URL: panelApiUrl = '' } = answers.vars;
  if (!answers.pricesInPanel || (await isConnected(admin))) return [];
  const known = secrets.PANEL_PRICE_TOKEN;
  const priceToken = known ?? newPriceToken();
  const wanted = integrationOf({ origin, priceToken });
  const panel = createPanelSettings(panelApiUrl, await panelToken());
  const now = await panel.read();
  const was = now.url === '' || now.url === wanted.url ? '' : ` (so far ${now.url})`;
  return [
    {
      sentence: `The panel asks ${wanted.url} for prices${was}.`,
      async apply() {
        if (known === undefined) await putSecrets(wrangler, { PANEL_PRICE_TOKEN: priceToken });
        await panel.write(wanted);
      },
    },
  ];
}

/** As the service itself sees the panel, because only it has both tokens. */
async function isConnected(admin: AdminClient): Promise<boolean> {
  const { body } = await admin.read<DoctorJson>('/admin/doctor');
  return body.findings.some(({ check, state }) => check === 'panel_prices' && state === 'ok');
}
