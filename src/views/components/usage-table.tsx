import type { CurrencyCode } from '#core/money.ts';
import { dateAt } from '#core/month.ts';
import type { Estimate, ServerEstimate } from '#core/usage/estimate.ts';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatLocalDate, formatMoney, formatNumber } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

export interface UsageTableProps {
  readonly language: Language;
  readonly estimate: Estimate;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
}

/** A row for each server of the running month: what it has cost, where that leads, and what its cap means. */
export function UsageTable({ language, estimate, currency, timeZone }: UsageTableProps) {
  const texts = language.texts.usage.table;
  const money = (amountMinor: number | undefined) =>
    amountMinor === undefined ? texts.notKnown : formatMoney({ currency, amountMinor }, language);
  return (
    <table class="table stacked">
      <caption class="visually-hidden">{texts.caption}</caption>
      <TableHead
        columns={[
          texts.server,
          texts.cap,
          figures(texts.hours),
          figures(texts.soFar),
          figures(texts.byMonthEnd),
        ]}
      />
      <tbody>
        {estimate.servers.map((server) => (
          <tr>
            <th scope="row">
              <bdi>{server.name}</bdi>{' '}
              <span class="server-id">
                {language.texts.invoiceLines.serverNumber(server.serverId)}
              </span>
            </th>
            <td data-label={texts.cap}>{capText(server, timeZone, language)}</td>
            <td data-label={texts.hours} class="number">
              {formatNumber(server.hours, language)}
            </td>
            <td data-label={texts.soFar} class="number">
              {money(server.soFarMinor)}
            </td>
            <td class="number">{money(server.forecastMinor)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr class="total">
          <th scope="row" colspan={3}>
            {texts.total}
          </th>
          <td data-label={texts.soFar} class="number">
            {money(estimate.soFarMinor)}
          </td>
          <td class="number">{money(estimate.forecastMinor)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function capText({ cap }: ServerEstimate, timeZone: string, language: Language): string {
  const texts = language.texts.usage;
  if (cap.kind !== 'ahead') return texts.caps[cap.kind];
  return texts.capAhead(formatLocalDate(dateAt(cap.atMs, timeZone), language));
}
