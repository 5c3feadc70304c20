import { AccountCard } from '#views/components/account-card.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PasskeyForm } from '#views/components/passkey-form.tsx';
import { formatDate } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';

export interface PasskeyView {
  readonly credentialId: string;
  readonly name: string;
  readonly addedAtMs: number;
  readonly lastUsedAtMs: number | null;
}

export interface PasskeysPageProps {
  readonly frame: Frame;
  readonly passkeys: readonly PasskeyView[];
  readonly timeZone: string;
  readonly fault?: 'not_genuine' | 'too_many' | undefined;
}

export function PasskeysPage({ frame, passkeys, timeZone, fault }: PasskeysPageProps) {
  const { language } = frame;
  const { passkeys: texts } = language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead} withPasskeys>
      {fault && (
        <Notice kind="problem">
          <p>{texts.faults[fault]}</p>
        </Notice>
      )}
      {passkeys.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul class="entries">
          {passkeys.map((passkey) => (
            <Passkey frame={frame} passkey={passkey} timeZone={timeZone} />
          ))}
        </ul>
      )}
      <h2 class="small-title">{texts.addTitle}</h2>
      <p class="hint" data-without-passkeys>
        {texts.needsScript}
      </p>
      <PasskeyForm action="/account/passkeys" ceremony="create" button={texts.add}>
        <Field
          language={language}
          name="name"
          label={texts.name}
          hint={texts.nameHint}
          maxLength={60}
        />
      </PasskeyForm>
    </AccountCard>
  );
}

interface EntryProps {
  readonly frame: Frame;
  readonly passkey: PasskeyView;
  readonly timeZone: string;
}

function Passkey({ frame, passkey, timeZone }: EntryProps) {
  const { language } = frame;
  const { passkeys: texts } = language.texts;
  const { credentialId, name, addedAtMs, lastUsedAtMs } = passkey;
  const facts = [texts.added(formatDate(addedAtMs, timeZone, language))];
  if (lastUsedAtMs !== null) {
    facts.push(texts.lastUsed(formatDate(lastUsedAtMs, timeZone, language)));
  }
  return (
    <li>
      <div class="entry-text">
        <p class="strong">
          <bdi>{name}</bdi>
        </p>
        <p class="hint">{facts.join(', ')}</p>
      </div>
      <form method="post" action="/account/passkeys/remove">
        <input type="hidden" name="passkey" value={credentialId} />
        <button type="submit" class="button secondary small" aria-label={texts.removeNamed(name)}>
          {texts.remove}
        </button>
      </form>
    </li>
  );
}
