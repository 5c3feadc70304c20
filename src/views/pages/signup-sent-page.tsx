import { MailLink } from '#views/components/mail-link.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

/** The same for everyone, so that nobody learns here whether an address has an account. */
export function SignupSentPage({ frame }: { readonly frame: Frame }) {
  const texts = frame.language.texts.signupSent;
  return (
    <NarrowPage frame={frame} title={texts.title} lead={texts.lead}>
      <h2 class="small-title">{texts.nothing}</h2>
      <ul class="plain-list">
        <li>{texts.spam}</li>
        <li>{texts.again(<a href="/signup">{texts.signUpAgain}</a>)}</li>
        <li>{texts.stillNothing(<MailLink address={frame.provider.supportEmail} />)}</li>
      </ul>
    </NarrowPage>
  );
}
