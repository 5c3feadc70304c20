/** A plan as the API shows one. */
import type { Plan } from './panel.ts';
import { TOKEN_PRICING } from './token-pricing.ts';

export function planResource(plan: Readonly<Plan>) {
  const backupTokens = (plan.tokens_per_month * plan.backup_price) / 100;
  return {
    ...plan,
    is_snapshot_available: plan.is_snapshots_enabled,
    price: {
      per_hour: money(plan.tokens_per_hour),
      per_month: money(plan.tokens_per_month),
      additional_ips_per_hour: money(plan.ip_tokens_per_hour),
      additional_ips_per_month: money(plan.ip_tokens_per_month),
      currency_code: TOKEN_PRICING.currency_code,
      taxes_inclusive: false,
      taxes: [],
      total_price_without_backups: money(plan.tokens_per_month),
      total_price: money(plan.tokens_per_month + backupTokens),
      backup_price: money(backupTokens),
    },
  };
}

function money(tokens: number): string {
  return (tokens * TOKEN_PRICING.unit_cost).toFixed(4);
}
