import { type CurrencyCode, formatMoney } from '#core/money.ts';
import { dateAt } from '#core/month.ts';
import type { Estimate, ServerEstimate } from '#core/usage/estimate.ts';
import type { CapForecast } from '#core/usage/forecast.ts';
import { formatLocalDate, formatNumber } from '#views/format.ts';

export interface UsageTableProps {
  readonly estimate: Estimate;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
}

/** A row for each server of the running month: what it has cost, where that leads, and what its cap means. */
export function UsageTable({ estimate, currency, timeZone }: UsageTableProps) {
  const money = (amountMinor: number | undefined) =>
    amountMinor === undefined ? 'not known' : formatMoney({ currency, amountMinor });
  return (
    <table class="table stacked">
      <caption class="visually-hidden">What each server has cost this month</caption>
      <thead>
        <tr>
          <th scope="col">Server</th>
          <th scope="col">Monthly cap</th>
          <th scope="col" class="number">
            Hours
          </th>
          <th scope="col" class="number">
            So far
          </th>
          <th scope="col" class="number">
            By month's end
          </th>
        </tr>
      </thead>
      <tbody>
        {estimate.servers.map((server) => (
          <tr>
            <th scope="row">
              <bdi>{server.name}</bdi> <span class="server-id">no. {server.serverId}</span>
            </th>
            <td data-label="Cap">{capText(server, timeZone)}</td>
            <td data-label="Hours" class="number">
              {formatNumber(server.hours)}
            </td>
            <td data-label="So far" class="number">
              {money(server.soFarMinor)}
            </td>
            <td class="number">{money(server.forecastMinor)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr class="total">
          <th scope="row" colspan={3}>
            Total
          </th>
          <td data-label="So far" class="number">
            {money(estimate.soFarMinor)}
          </td>
          <td class="number">{money(estimate.forecastMinor)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

const CAP_TEXTS: Readonly<Record<Exclude<CapForecast['kind'], 'ahead'>, string>> = {
  none: 'No cap',
  reached: 'Reached. It costs nothing more this month.',
  not_this_month: 'Not reached this month',
  suspended: 'Suspended. It costs nothing while it is.',
  gone: 'Deleted. It costs nothing more.',
  unknown: 'Not known',
};

function capText({ cap }: ServerEstimate, timeZone: string): string {
  if (cap.kind !== 'ahead') return CAP_TEXTS[cap.kind];
  const day = formatLocalDate(dateAt(cap.atMs, timeZone));
  return `Reaches its cap on ${day}, and costs nothing more after that.`;
}
