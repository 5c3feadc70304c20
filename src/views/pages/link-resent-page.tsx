import { NarrowPage } from '#views/components/narrow-page.tsx';
import type { Frame } from '#views/frame.ts';

export function LinkResentPage({ frame }: { readonly frame: Frame }) {
  const texts = frame.language.texts.linkResent;
  return (
    <NarrowPage frame={frame} title={texts.title} lead={texts.lead}>
      <p>{texts.nothing(<a href="/signup">{texts.signUpAgain}</a>)}</p>
    </NarrowPage>
  );
}
