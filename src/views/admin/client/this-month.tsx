import { Section } from '#views/admin/section.tsx';
import type { UsageView } from '#views/components/usage-section.tsx';
import { UsageTable } from '#views/components/usage-table.tsx';
import { formatInstant, formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

/** Servers and what they come to, exactly as the client sees it. */
export function ThisMonth({
  usage,
  timeZone,
}: {
  readonly usage: UsageView;
  readonly timeZone: string;
}) {
  const title = `${formatMonth(usage.month, ENGLISH)} so far`;
  if (usage.kind !== 'estimated') {
    return (
      <Section id="this-month" title={title}>
        <p>
          {usage.kind === 'late'
            ? 'The panel takes longer than this page waits. Load it again in a moment.'
            : 'Not known at the moment; never taken for nothing.'}{' '}
          {usage.why && <code>{usage.why}</code>}
        </p>
      </Section>
    );
  }
  const { estimate, currency, asOfMs } = usage;
  return (
    <Section
      id="this-month"
      title={title}
      hint={`As of ${formatInstant(asOfMs, timeZone, ENGLISH)}; the client sees the same figures.`}
    >
      {estimate.servers.length === 0 ? (
        <p class="hint">No server has run this month.</p>
      ) : (
        <UsageTable
          language={ENGLISH}
          estimate={estimate}
          currency={currency}
          timeZone={timeZone}
        />
      )}
    </Section>
  );
}
