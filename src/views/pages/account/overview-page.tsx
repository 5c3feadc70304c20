import type { Child } from 'hono/jsx';
import { ClosingNotice, type ClosingView } from '#views/components/closing-notice.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';
import type { Texts } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';

export type AccountDone = keyof Texts['account']['done'];

export interface OverviewPageProps {
  readonly frame: Frame;
  readonly client: { readonly name: string; readonly email: string };
  readonly overview: {
    readonly passkeys: number;
    readonly hasSecondFactor: boolean;
    readonly sessions: number;
    readonly hasIdentity: boolean;
  };
  readonly closing?: ClosingView | undefined;
  readonly done?: AccountDone | undefined;
}

/** Everything about the account at a glance, each with the page that changes it. */
export function OverviewPage({ frame, client, overview, closing, done }: OverviewPageProps) {
  const { account: texts, identity } = frame.language.texts;
  const { connect } = identity;
  const { change, manage, see } = texts;
  return (
    <Layout frame={frame} title={texts.title}>
      <div class="width stack">
        <h1>{texts.title}</h1>
        {done && (
          <Notice kind="success">
            <p>{texts.done[done]}</p>
          </Notice>
        )}
        {closing && <ClosingNotice language={frame.language} closing={closing} />}
        <Section id="about" title={texts.aboutTitle}>
          <Row label={texts.name} value={<bdi>{client.name}</bdi>} />
          <Row label={texts.email} value={client.email} to="/account/email" verb={change} />
        </Section>
        <Section id="security" title={texts.securityTitle}>
          <Row
            label={texts.password}
            value={texts.passwordSet}
            to="/account/password"
            verb={change}
          />
          <Row
            label={texts.passkeys}
            value={texts.passkeyCount(overview.passkeys)}
            to="/account/passkeys"
            verb={manage}
          />
          <Row
            label={texts.secondFactor}
            value={overview.hasSecondFactor ? texts.on : texts.off}
            to="/account/second-factor"
            verb={manage}
          />
          {frame.continueWith !== undefined && (
            <Row
              label={connect.row(frame.continueWith)}
              value={overview.hasIdentity ? connect.connected : connect.notConnected}
              to="/account/identity"
              verb={manage}
            />
          )}
          <Row
            label={texts.sessions}
            value={texts.sessionCount(overview.sessions)}
            to="/account/sessions"
            verb={manage}
          />
        </Section>
        <Section id="leaving" title={texts.leavingTitle}>
          <Row label={texts.terms} to="/account/terms" verb={see} />
          <Row label={texts.data} to="/account/data" verb={see} />
          <Row label={texts.close} to="/account/close" verb={manage} />
        </Section>
      </div>
    </Layout>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: Child;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <dl class="settings">{children}</dl>
    </section>
  );
}

interface RowProps {
  readonly label: string;
  readonly value?: Child;
  readonly to?: string;
  readonly verb?: string;
}

/** The link's name says what it is for even out of the row's context. */
function Row({ label, value, to, verb }: RowProps) {
  return (
    <div>
      <dt>{label}</dt>
      {value !== undefined && <dd>{value}</dd>}
      {to && (
        <dd class="do">
          <a href={to}>
            {verb}
            <span class="visually-hidden"> {label}</span>
          </a>
        </dd>
      )}
    </div>
  );
}
