import { CapFigure } from '#views/components/cap-figure.tsx';
import { ContinueWith } from '#views/components/continue-with.tsx';
import type { Frame } from '#views/frame.ts';
import type { Texts } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';

/** The offer in one look. It promises only what the service does: no prices, no names, no praise. */
export function LandingPage({ frame }: { readonly frame: Frame }) {
  const texts = frame.language.texts.landing;
  return (
    <Layout frame={frame} title={texts.title} indexed>
      <Hero frame={frame} />
      <Offers texts={texts} />
      <Steps texts={texts} />
      <Questions texts={texts} />
      <section class="width closing">
        <h2>{texts.closingTitle}</h2>
        <p>{texts.closing}</p>
        <Actions frame={frame} />
      </section>
    </Layout>
  );
}

function Hero({ frame }: { readonly frame: Frame }) {
  const { headline, lead } = frame.language.texts.landing;
  return (
    <section class="width hero">
      <div>
        <h1>
          {headline.map((sentence) => (
            <>
              <span>{sentence}</span>{' '}
            </>
          ))}
        </h1>
        <p class="lead">{lead}</p>
        <Actions frame={frame} />
      </div>
      <CapFigure language={frame.language} />
    </section>
  );
}

function Actions({ frame }: { readonly frame: Frame }) {
  const { landing, links, login } = frame.language.texts;
  if (frame.client) {
    return (
      <p class="actions">
        <a class="button large" href="/dashboard">
          {links.dashboard}
        </a>
      </p>
    );
  }
  return (
    <p class="actions">
      <a class="button large" href="/signup">
        {landing.create}
      </a>
      <a class="button large secondary" href="/login">
        {login.title}
      </a>
      <ContinueWith frame={frame} isLarge />
    </p>
  );
}

interface SectionProps {
  readonly texts: Texts['landing'];
}

function Offers({ texts }: SectionProps) {
  return (
    <section class="width offers" aria-label={texts.offersTitle}>
      {texts.offers.map(({ title, text }) => (
        <div class="card offer">
          <h2>{title}</h2>
          <p>{text}</p>
        </div>
      ))}
    </section>
  );
}

function Steps({ texts }: SectionProps) {
  return (
    <section class="band" aria-labelledby="steps-title">
      <div class="width">
        <h2 id="steps-title">{texts.stepsTitle}</h2>
        <ol class="steps">
          {texts.steps.map(({ title, text }) => (
            <li>
              <h3>{title}</h3>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Questions({ texts }: SectionProps) {
  return (
    <section class="width questions" aria-labelledby="questions-title">
      <h2 id="questions-title">{texts.questionsTitle}</h2>
      <dl>
        {texts.questions.map(({ asked, answer }) => (
          <div>
            <dt>{asked}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
