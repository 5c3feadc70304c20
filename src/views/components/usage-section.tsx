import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Estimate } from '#core/usage/estimate.ts';
import { UsageTable } from '#views/components/usage-table.tsx';
import { formatInstantInZone, formatMonth } from '#views/format.ts';
import type { Language } from '#views/languages.ts';

/** `late`: the panel takes longer than a page waits. */
export type UsageView =
  | {
      readonly kind: 'estimated';
      readonly month: BillingMonth;
      readonly currency: CurrencyCode;
      readonly asOfMs: number;
      readonly estimate: Estimate;
    }
  | {
      readonly kind: 'unavailable' | 'late';
      readonly month: BillingMonth;
      /** A stable code, for operators. */
      readonly why?: string;
    };

export interface UsageSectionProps {
  readonly language: Language;
  readonly usage: UsageView;
  readonly timeZone: string;
  /** On the dashboard: where the rest stands. */
  readonly leadsOn?: boolean;
}

/** The running month: what it has cost so far, or plainly that this is not known at the moment. */
export function UsageSection({ language, usage, timeZone, leadsOn = false }: UsageSectionProps) {
  const texts = language.texts.usage;
  return (
    <section class="card" aria-labelledby="usage-title">
      <h2 id="usage-title">{texts.soFar(formatMonth(usage.month, language))}</h2>
      {usage.kind === 'estimated' ? (
        <Estimated language={language} usage={usage} timeZone={timeZone} />
      ) : (
        <NotKnown language={language} kind={usage.kind} />
      )}
      {leadsOn && usage.kind === 'estimated' && (
        <p>
          <a href="/usage">{texts.more}</a>
        </p>
      )}
    </section>
  );
}

interface EstimatedProps {
  readonly language: Language;
  readonly usage: UsageView & { readonly kind: 'estimated' };
  readonly timeZone: string;
}

function Estimated({ language, usage, timeZone }: EstimatedProps) {
  const { estimate, currency, asOfMs } = usage;
  const texts = language.texts.usage;
  const asOf = formatInstantInZone(asOfMs, timeZone, language);
  if (estimate.servers.length === 0) {
    return (
      <div class="empty">
        <p class="strong">{texts.nothing}</p>
        <p>{texts.nothingHint(asOf)}</p>
      </div>
    );
  }
  return (
    <>
      <UsageTable language={language} estimate={estimate} currency={currency} timeZone={timeZone} />
      <p class="hint">{texts.hint(asOf)}</p>
    </>
  );
}

interface NotKnownProps {
  readonly language: Language;
  readonly kind: 'unavailable' | 'late';
}

function NotKnown({ language, kind }: NotKnownProps) {
  const texts = language.texts.usage;
  return kind === 'late' ? (
    <p>
      {texts.slow} <a href="/usage">{texts.show}</a>
    </p>
  ) : (
    <p>
      {texts.unavailable} <a href="/usage">{texts.again}</a>
    </p>
  );
}
