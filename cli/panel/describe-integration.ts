import { table } from '../output/table.ts';
import type { BillingIntegration } from './panel-settings.ts';

/** What is set and what will be, without the tokens themselves. */
export function describeIntegration(now: BillingIntegration, wanted: BillingIntegration): string {
  const rows = [
    ['type', now.type || 'none', wanted.type],
    ['url', now.url || 'none', wanted.url],
    ['token', tokenText(now, wanted), 'PANEL_PRICE_TOKEN'],
  ];
  return table(
    [{ title: 'Billing integration' }, { title: 'in the panel' }, { title: 'wanted' }],
    rows.map(([name = '', is = '', will = '']) => [name, is, will === is ? 'the same' : will]),
  );
}

export function isSame(a: BillingIntegration, b: BillingIntegration): boolean {
  return a.type === b.type && a.url === b.url && a.token === b.token;
}

function tokenText(now: BillingIntegration, wanted: BillingIntegration): string {
  if (now.token === '') return 'none';
  return now.token === wanted.token ? 'PANEL_PRICE_TOKEN' : 'another';
}

/** The same for programs. */
export function withoutTokens(now: BillingIntegration, wanted: BillingIntegration) {
  const place = ({ type, url }: BillingIntegration) => ({ type, url });
  return { same: isSame(now, wanted), panel: place(now), wanted: place(wanted) };
}
