import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export function LinkResentPage({ frame }: { readonly frame: Frame }) {
  return (
    <NarrowPage
      frame={frame}
      title="A fresh link is on its way"
      lead="Check your email and open the new link. It works for 24 hours."
    >
      <p>
        No email after a few minutes? Look in your spam or junk folder, or{' '}
        <a href="/signup">sign up again</a>.
      </p>
    </NarrowPage>
  );
}
