import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { DayCost } from '#core/usage/daily-costs.ts';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatLocalDate, formatMoney, formatMonth } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

export interface UsageChartProps {
  readonly language: Language;
  readonly month: BillingMonth;
  readonly currency: CurrencyCode;
  readonly days: readonly DayCost[];
}

/** Of the drawing, in its own units; it is as wide as the page lets it be. */
const HEIGHT = 120;
const DAY_WIDTH = 20;
const GAP = 4;
/** A day that cost something is seen, however little it was. */
const LOWEST_BAR = 2;
const DAYS_IN_A_MONTH = 31;

/** What each day has cost: bars, and the same as a table for whoever does not see them. */
export function UsageChart({ language, month, currency, days }: UsageChartProps) {
  const texts = language.texts.usageDays;
  const money = (amountMinor: number) => formatMoney({ currency, amountMinor }, language);
  const highest = Math.max(0, ...days.map(({ amountMinor }) => amountMinor ?? 0));
  return (
    <section class="card" aria-labelledby="days-title">
      <h2 id="days-title">{texts.title}</h2>
      <svg
        class="chart"
        viewBox={`0 0 ${DAYS_IN_A_MONTH * DAY_WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={texts.chart(formatMonth(month, language), money(highest))}
      >
        {days.map((day, at) =>
          day.amountMinor === 0 ? undefined : <Bar day={day} at={at} highest={highest} />,
        )}
        <line x1="0" x2={DAYS_IN_A_MONTH * DAY_WIDTH} y1={HEIGHT - 1} y2={HEIGHT - 1} />
      </svg>
      <p class="hint">{texts.hint}</p>
      <details>
        <summary>{texts.asTable}</summary>
        <table class="table">
          <TableHead columns={[texts.day, figures(texts.cost)]} />
          <tbody>
            {days.map(({ date, amountMinor, isToday }) => (
              <tr>
                <th scope="row">
                  {formatLocalDate(date, language)}
                  {isToday && <span class="server-id"> {texts.today}</span>}
                </th>
                <td class="number">
                  {amountMinor === undefined ? texts.notRead : money(amountMinor)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

interface BarProps {
  readonly day: DayCost;
  readonly at: number;
  readonly highest: number;
}

function Bar({ day: { amountMinor, isToday }, at, highest }: BarProps) {
  const x = at * DAY_WIDTH + GAP / 2;
  const width = DAY_WIDTH - GAP;
  // Pale over its whole height: not known is not nothing.
  if (amountMinor === undefined) {
    return <rect class="unknown" x={x} y={0} width={width} height={HEIGHT} />;
  }
  const height = Math.max(LOWEST_BAR, Math.round((amountMinor / highest) * (HEIGHT - LOWEST_BAR)));
  const y = HEIGHT - height;
  return (
    <rect class={isToday ? 'today' : undefined} x={x} y={y} width={width} height={height} rx="2" />
  );
}
