import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export interface TermsPageProps {
  readonly frame: Frame;
  readonly terms: TermsVersion;
}

/** One version of a text exactly as it is accepted; blank lines part its paragraphs. */
export function TermsPage({ frame, terms }: TermsPageProps) {
  const texts = frame.language.texts.terms;
  const title = texts.titles[terms.kind];
  const hashOf = terms.text === '' ? texts.hashOfAddress : texts.hashOfText;
  return (
    <Layout frame={frame} title={title}>
      <article class="card prose">
        <h1>{title}</h1>
        <p class="lead">{texts.version(terms.version)}</p>
        {terms.text === '' && <p>{texts.standsAt(<a href={terms.url}>{terms.url}</a>)}</p>}
        {paragraphs(terms.text).map((paragraph) => (
          <p class="keep-lines" dir="auto">
            {paragraph}
          </p>
        ))}
        <p class="small-print">{hashOf(<code>{terms.hash}</code>)}</p>
      </article>
    </Layout>
  );
}

function paragraphs(text: string): readonly string[] {
  return text.split(/\r?\n[ \t]*\r?\n/).filter((paragraph) => paragraph.trim() !== '');
}
