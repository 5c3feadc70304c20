import { AccountCard } from '#views/components/account-card.tsx';
import { CodeField } from '#views/components/code-field.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface SecondFactorOfferPageProps {
  readonly frame: Frame;
  readonly offer: {
    readonly secret: string;
    readonly note: string;
    readonly qr: { readonly size: number; readonly path: string };
  };
  readonly problem?: 'wrong_code' | 'start_again' | undefined;
}

/** The secret, to scan or to type, and the first code as the proof that the phone has it. */
export function SecondFactorOfferPage({ frame, offer, problem }: SecondFactorOfferPageProps) {
  const { secondFactor: texts } = frame.language.texts;
  const { qr, secret, note } = offer;
  const error = problem === 'wrong_code' ? texts.wrong : undefined;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.offLead}>
      {problem === 'start_again' && (
        <Notice kind="warning">
          <p>{texts.startAgain}</p>
        </Notice>
      )}
      <h2 class="small-title">{texts.scan}</h2>
      <svg
        class="qr"
        role="img"
        aria-label={texts.qrTitle}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shape-rendering="crispEdges"
      >
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <p class="hint">{texts.orType(<code>{inGroups(secret)}</code>)}</p>
      <form method="post" action="/account/second-factor" class="form">
        <input type="hidden" name="note" value={note} />
        <CodeField label={texts.code} error={error} />
        <button type="submit" class="button wide">
          {texts.switchOn}
        </button>
      </form>
    </AccountCard>
  );
}

export interface SecondFactorPageProps {
  readonly frame: Frame;
  readonly recoveryCodesLeft: number;
}

/** It is on: new recovery codes, or off again. */
export function SecondFactorPage({ frame, recoveryCodesLeft }: SecondFactorPageProps) {
  const { secondFactor: texts } = frame.language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.onLead}>
      <p>{texts.codesLeft(recoveryCodesLeft)}</p>
      <form method="post" action="/account/second-factor/codes" class="form">
        <button type="submit" class="button secondary wide">
          {texts.newCodes}
        </button>
      </form>
      <form method="post" action="/account/second-factor/off" class="form">
        <button type="submit" class="button secondary wide">
          {texts.switchOff}
        </button>
      </form>
    </AccountCard>
  );
}

export interface RecoveryCodesPageProps {
  readonly frame: Frame;
  readonly codes: readonly string[];
}

/** Shown once, as the answer to the form that made them. */
export function RecoveryCodesPage({ frame, codes }: RecoveryCodesPageProps) {
  const { secondFactor: texts } = frame.language.texts;
  return (
    <AccountCard frame={frame} title={texts.recoveryTitle} lead={texts.recoveryLead}>
      <ol class="codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="hint">{texts.recoveryOld}</p>
      <a class="button wide" href="/account/second-factor">
        {texts.kept}
      </a>
    </AccountCard>
  );
}

/** Four at a time are easier to type. */
function inGroups(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
