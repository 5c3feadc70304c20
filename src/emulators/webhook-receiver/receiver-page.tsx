/** What came in at the receiver, as a person reads it. */
import { PageFrame } from '../page-frame.tsx';
import type { SignedMessage, Verdict } from './verify.ts';

export interface Received extends SignedMessage {
  readonly body: string;
  readonly verdict: Verdict;
  /** What was answered. */
  readonly status: number;
  readonly requestId: string | null;
  readonly receivedAt: string;
}

export interface ReceiverPageProps {
  readonly basePath: string;
  readonly inboxUrl: string;
  readonly secret: string | null;
  readonly received: readonly Received[];
}

const SHOWN = 100;

const VERDICTS: Readonly<Record<Verdict, string>> = {
  valid: 'signature valid',
  invalid: 'signature WRONG',
  too_old: 'timestamp more than five minutes off',
  unsigned: 'not signed',
  no_secret: 'not checked: no secret is set',
};

export function ReceiverPage({ basePath, inboxUrl, secret, received }: ReceiverPageProps) {
  return (
    <PageFrame title="Webhook receiver" basePath={basePath}>
      <h1>Webhook receiver</h1>
      <p class="note">
        A server of somebody who listens. Address for an endpoint: <code>{inboxUrl}</code>
      </p>
      <form method="post" class="row">
        <label>
          Signing secret <input name="secret" size={52} value={secret ?? ''} autocomplete="off" />
        </label>
        <button type="submit">Keep</button>
      </form>
      {received.length === 0 && <p>Nothing yet.</p>}
      {received.slice(0, SHOWN).map((message, index) => (
        <details class="card" open={index === 0} data-verdict={message.verdict}>
          <summary>
            <strong>{typeOf(message.body)}</strong>{' '}
            <span class="note">
              {VERDICTS[message.verdict]}; answered {message.status}; {message.receivedAt}
            </span>
          </summary>
          <dl>
            <dt>webhook-id</dt>
            <dd>{message.id ?? 'none'}</dd>
            <dt>webhook-timestamp</dt>
            <dd>{message.timestamp ?? 'none'}</dd>
          </dl>
          <pre class="mail">{message.body}</pre>
        </details>
      ))}
    </PageFrame>
  );
}

function typeOf(body: string): string {
  try {
    const { type } = JSON.parse(body) as { type?: unknown };
    return typeof type === 'string' ? type : 'no type';
  } catch {
    return 'not JSON';
  }
}
