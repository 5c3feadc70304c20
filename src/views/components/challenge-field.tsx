import type { Frame } from '#views/frame.ts';

export interface ChallengeFieldProps {
  readonly frame: Frame;
  /** What the answer is bound to: an answer to one form is none to another. */
  readonly form: 'signup' | 'login' | 'forgot';
  readonly error?: string | undefined;
}

/** Also the id that a summary of errors leads to. */
export const CHALLENGE_FIELD = 'challenge';

/** Asks to show that a person sends the form, where the provider wants that. The widget is Cloudflare's, and is script. */
export function ChallengeField({ frame, form, error }: ChallengeFieldProps) {
  const { challenge, language } = frame;
  if (!challenge) return null;
  const texts = language.texts.challenge;
  return (
    <div class="field" id={CHALLENGE_FIELD} tabindex={-1}>
      <div
        class="cf-turnstile"
        data-sitekey={challenge.siteKey}
        data-action={form}
        data-language={language.tag}
        data-size="flexible"
      />
      <noscript>
        <div class="notice warning">
          <p>{texts.needsScript}</p>
        </div>
      </noscript>
      {error && <p class="error">{error}</p>}
      <script src={challenge.scriptUrl} async defer />
    </div>
  );
}
