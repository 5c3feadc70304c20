/** The mailbox as a person reads it. Mail is foreign content: its HTML is shown in a frame without scripts. */
import { PageFrame } from '../page-frame.tsx';
import type { Message } from './message.ts';

export interface MailboxPageProps {
  readonly basePath: string;
  readonly messages: readonly Message[];
  readonly to: string | undefined;
}

const SHOWN = 100;

export function MailboxPage({ basePath, messages, to }: MailboxPageProps) {
  return (
    <PageFrame title="Mailbox" basePath={basePath}>
      <h1>Mailbox</h1>
      <p class="note">Everything this demo mails ends here. Nothing leaves this machine.</p>
      <form method="get" class="row">
        <label>
          Only mail to <input type="email" name="to" value={to ?? ''} />
        </label>
        <button type="submit">Show</button>
        {to !== undefined && <a href={`${basePath}/mailbox/`}>All mail</a>}
      </form>
      {messages.length === 0 && <p>No mail yet.</p>}
      {messages.slice(0, SHOWN).map((message, index) => (
        <MessageCard message={message} open={index === 0} />
      ))}
      {messages.length > SHOWN && <p>{messages.length - SHOWN} older mails are not shown.</p>}
    </PageFrame>
  );
}

function MessageCard({ message, open }: { readonly message: Message; readonly open: boolean }) {
  return (
    <details class="card" open={open} data-message-id={message.id}>
      <summary>
        <strong>{message.subject}</strong> <span class="note">to {message.to}</span>{' '}
        <time class="note" datetime={message.receivedAt}>
          {message.receivedAt}
        </time>
      </summary>
      <p class="note">From {message.from}</p>
      {message.html !== '' && (
        <iframe
          title={`HTML of: ${message.subject}`}
          sandbox="allow-top-navigation-by-user-activation"
          srcdoc={`<base target="_top">${message.html}`}
        />
      )}
      <pre class="mail">{linked(message.text)}</pre>
    </details>
  );
}

function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part));
}
