import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

/** The same for everyone, so that nobody learns here whether an address has an account. */
export function SignupSentPage({ frame }: { readonly frame: Frame }) {
  return (
    <NarrowPage
      frame={frame}
      title="Check your email"
      lead="We have sent you an email with a link. Open it to continue. The link works for 24 hours."
    >
      <h2 class="small-title">No email after a few minutes?</h2>
      <ul class="plain-list">
        <li>Look in your spam or junk folder.</li>
        <li>
          Check the address for typing mistakes, and <a href="/signup">sign up again</a>.
        </li>
        <li>
          Still nothing? Write to{' '}
          <a href={`mailto:${frame.provider.supportEmail}`}>{frame.provider.supportEmail}</a>.
        </li>
      </ul>
    </NarrowPage>
  );
}
