import type { TermsVersion } from '#core/enrolment/terms.ts';
import { AccountCard } from '#views/components/account-card.tsx';
import { formatInstantInZone } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';

export interface AcceptedTermsPageProps {
  readonly frame: Frame;
  readonly accepted: readonly (TermsVersion & { readonly acceptedAtMs: number })[];
  readonly timeZone: string;
}

export function AcceptedTermsPage({ frame, accepted, timeZone }: AcceptedTermsPageProps) {
  const { language } = frame;
  const { acceptedTerms: texts, terms } = language.texts;
  return (
    <AccountCard frame={frame} title={texts.title}>
      {accepted.length === 0 && <p>{texts.none}</p>}
      <ul class="entries">
        {accepted.map(({ kind, version, acceptedAtMs }) => (
          <li>
            <div class="entry-text">
              <p class="strong">
                <a href={`/terms/${kind}/${encodeURIComponent(version)}`}>{terms.titles[kind]}</a>{' '}
                <span class="version">{terms.versionInLine(version)}</span>
              </p>
              <p class="hint">
                {texts.accepted(formatInstantInZone(acceptedAtMs, timeZone, language))}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {accepted.length > 0 && (
        <>
          <a class="button wide" href="/account/terms.json">
            {texts.download}
          </a>
          <p class="hint">{texts.hint}</p>
        </>
      )}
    </AccountCard>
  );
}
