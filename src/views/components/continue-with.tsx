import type { Frame } from '#views/frame.ts';

export const CONTINUE_URL = '/login/openid';

interface ContinueWithProps {
  readonly frame: Frame;
  readonly isLarge?: boolean;
}

/** A link, because it begins with a question to somebody else and changes nothing. Nothing where nobody is asked. */
export function ContinueWith({ frame, isLarge = false }: ContinueWithProps) {
  const { continueWith, language } = frame;
  if (continueWith === undefined) return null;
  const button = (
    <a class={`button secondary ${isLarge ? 'large' : 'wide'}`} href={CONTINUE_URL}>
      {language.texts.identity.continueWith(continueWith)}
    </a>
  );
  return isLarge ? button : <p class="form">{button}</p>;
}
