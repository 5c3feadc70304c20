import { UsageSection, type UsageView } from '#views/components/usage-section.tsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export interface UsagePageProps {
  readonly frame: Frame;
  readonly usage: UsageView;
  readonly timeZone: string;
}

/** The running month on a page of its own, which waits for a slow panel as the dashboard does not. */
export function UsagePage({ frame, usage, timeZone }: UsagePageProps) {
  return (
    <Layout frame={frame} title="This month">
      <div class="width stack">
        <h1>This month</h1>
        <UsageSection usage={usage} timeZone={timeZone} />
        <p>
          <a href="/dashboard">Back to the dashboard</a>
        </p>
      </div>
    </Layout>
  );
}
