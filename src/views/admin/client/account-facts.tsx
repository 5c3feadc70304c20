import type { Child } from 'hono/jsx';
import type { ClientHistoryView } from '#views/admin/client/client-page.tsx';
import { ClientStateTag } from '#views/admin/client-state-tag.tsx';
import { Fact, Facts, Section } from '#views/admin/section.tsx';
import { systemName } from '#views/admin/system-name.ts';
import { When } from '#views/admin/when.tsx';
import { formatMoney } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface AccountFactsProps {
  readonly history: ClientHistoryView;
  readonly timeZone: string;
  readonly mayChange: boolean;
  /** The one that documents go to now: only in it a client can be unlinked. */
  readonly billingSystem: string;
}

/** Who the client is here, in the panel and in the billing system, and how they get in. */
export function AccountFacts(props: AccountFactsProps) {
  const { history, timeZone, mayChange, billingSystem } = props;
  const { client, billingLinks, budgets } = history;
  const { currency } = client;
  const address = `/admin/clients/${client.id}`;
  return (
    <Section
      id="account"
      title="Account"
      action={
        <ClientStateTag state={client.state} isClosing={client.closingRequestedAtMs !== null} />
      }
    >
      <Facts>
        <Fact name="Number">{client.number}</Fact>
        <Fact name="Id">
          <code>{client.id}</code>
        </Fact>
        <Fact name="Currency, language">
          {currency}, {client.language || 'not chosen'}
        </Fact>
        <Fact name="Signed up">
          <When atMs={client.createdAtMs} timeZone={timeZone} />
        </Fact>
        <Fact name="Panel user">
          {client.panelUserId === null ? 'None' : `No. ${client.panelUserId}`}
          {client.enrolledAtMs !== null && (
            <span class="document-kind">
              since <When atMs={client.enrolledAtMs} timeZone={timeZone} day />
            </span>
          )}
        </Fact>
        <Moment name="Asked to leave" atMs={client.closingRequestedAtMs} timeZone={timeZone} />
        <Moment name="Closed" atMs={client.closedAtMs} timeZone={timeZone} />
        <Fact name="Codes from an app">
          <SecondFactor history={history} timeZone={timeZone}>
            {mayChange && (
              <span class="document-kind">
                <a href={`${address}/second-factor`}>Switch off, if lost</a>
              </span>
            )}
          </SecondFactor>
        </Fact>
        <Fact name="Passkeys">{history.passkeys}</Fact>
        {billingLinks.map(({ system, billingClientId }) => (
          <Fact name={`In ${systemName(system)}`}>
            Client {billingClientId}
            {mayChange && system === billingSystem && (
              <span class="document-kind">
                <a href={`${address}/unlink`}>Unlink</a>
              </span>
            )}
          </Fact>
        ))}
        {budgets.length > 0 && (
          <Fact name="Wants to hear at">
            {budgets
              .map((amountMinor) => formatMoney({ currency, amountMinor }, ENGLISH))
              .join(', ')}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

interface MomentProps {
  readonly name: string;
  readonly atMs: number | null;
  readonly timeZone: string;
}

function Moment({ name, atMs, timeZone }: MomentProps) {
  if (atMs === null) return null;
  return (
    <Fact name={name}>
      <When atMs={atMs} timeZone={timeZone} />
    </Fact>
  );
}

interface SecondFactorProps {
  readonly history: ClientHistoryView;
  readonly timeZone: string;
  readonly children?: Child;
}

function SecondFactor({ history, timeZone, children }: SecondFactorProps) {
  const { secondFactorSinceMs, recoveryCodesLeft } = history;
  if (secondFactorSinceMs === null) return 'Off';
  return (
    <>
      On since <When atMs={secondFactorSinceMs} timeZone={timeZone} day />, {recoveryCodesLeft}{' '}
      recovery codes left
      {children}
    </>
  );
}
