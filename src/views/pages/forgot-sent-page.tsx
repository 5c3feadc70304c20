import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

/** The same for everyone, so that nobody learns here whether an address has an account. */
export function ForgotSentPage({ frame }: { readonly frame: Frame }) {
  const { forgotSent: texts, links } = frame.language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      lead={texts.lead}
      aside={<a href="/login">{links.backToLogin}</a>}
    >
      <p>{texts.nothing(<a href="/forgot">{texts.tryAgain}</a>)}</p>
    </NarrowPage>
  );
}
