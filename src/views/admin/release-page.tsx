import type { ParkedEntry } from '#core/invoicing/plan-entry.ts';
import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import { Fact, Facts, Section } from '#views/admin/section.tsx';
import { formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface ReleasePageProps {
  readonly frame: AdminFrame;
  readonly month: BillingMonth;
  readonly email: string;
  readonly runId: string;
  readonly entry: ParkedEntry;
  /** A note that was too short or too long. */
  readonly typed: string | undefined;
}

/** The evidence of a suspicion, and the operator's word that it is unfounded. */
export function ReleasePage({ frame, month, email, runId, entry, typed }: ReleasePageProps) {
  const { detail, sentence, rows } = entry;
  return (
    <ConfirmPage
      frame={frame}
      title="Release this client?"
      lead={`The next plan of ${formatMonth(month, ENGLISH)} bills ${email} what the usage says then, whatever it is. You say that you have looked, and that the suspicion below is unfounded.`}
      problem={
        typed === undefined
          ? undefined
          : { code: 'note_malformed', message: 'Say in 3 to 1,000 characters why it is right.' }
      }
      note={{
        label: 'Why it is right',
        hint: 'Kept with the release and your name.',
        value: typed ?? '',
      }}
      button="Release"
      backUrl={`/admin/parked?month=${month}`}
    >
      <Section id="evidence" title={sentence}>
        <Facts>
          <Fact name="Reason">
            <code>{detail.reason}</code>
          </Fact>
          <Fact name="Month">{month}</Fact>
          {rows.length > 0 && <Fact name="Rows">{rows.join(' · ')}</Fact>}
          <Fact name="Found by">
            <a href={`/admin/runs/${runId}`}>The run</a>
          </Fact>
        </Facts>
      </Section>
    </ConfirmPage>
  );
}
