import { AccountCard } from '#views/components/account-card.tsx';
import type { Frame } from '#views/frame.ts';

export function MyDataPage({ frame }: { readonly frame: Frame }) {
  const { myData: texts } = frame.language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead}>
      <ul class="plain-list">
        {texts.contents.map((content) => (
          <li>{content}</li>
        ))}
      </ul>
      <p class="hint">{texts.leftOut}</p>
      <a class="button wide" href="/account/data.zip">
        {texts.download}
      </a>
    </AccountCard>
  );
}
