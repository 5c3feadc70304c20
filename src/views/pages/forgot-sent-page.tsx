import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

/** The same for everyone, so that nobody learns here whether an address has an account. */
export function ForgotSentPage({ frame }: { readonly frame: Frame }) {
  return (
    <NarrowPage
      frame={frame}
      title="Check your email"
      lead="If this address has an account, we have sent it a link to choose a new password. The link works for one hour."
      aside={<a href="/login">Back to log in</a>}
    >
      <p>
        No email after a few minutes? Look in your spam or junk folder. Then check the address and{' '}
        <a href="/forgot">try again</a>.
      </p>
    </NarrowPage>
  );
}
