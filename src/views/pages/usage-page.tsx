import type { DayCost } from '#core/usage/daily-costs.ts';
import { BudgetsForm, type BudgetsView } from '#views/components/budgets-form.tsx';
import { UsageChart } from '#views/components/usage-chart.tsx';
import { UsageSection, type UsageView } from '#views/components/usage-section.tsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export interface UsagePageProps {
  readonly frame: Frame;
  readonly usage: UsageView;
  readonly days: readonly DayCost[];
  readonly budgets: BudgetsView;
  readonly timeZone: string;
}

/** The running month on a page of its own, which waits for a slow panel as the dashboard does not. */
export function UsagePage({ frame, usage, days, budgets, timeZone }: UsagePageProps) {
  const { language } = frame;
  const { usage: texts, links } = language.texts;
  const { currency } = budgets;
  return (
    <Layout frame={frame} title={texts.title}>
      <div class="width stack">
        <h1>{texts.title}</h1>
        <UsageSection language={language} usage={usage} timeZone={timeZone} />
        {days.some(({ amountMinor }) => amountMinor !== undefined) && (
          <UsageChart language={language} month={usage.month} currency={currency} days={days} />
        )}
        <BudgetsForm language={language} budgets={budgets} />
        <p>
          <a href="/dashboard">{links.dashboard}</a>
        </p>
      </div>
    </Layout>
  );
}
