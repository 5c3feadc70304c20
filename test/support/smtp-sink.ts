// A mail server that keeps what it gets. How it fails is chosen by the recipient, so that tests do not share state:
// `rejected@`, `greylisted@`, `refused-content@`, `busy-content@`, `dropped@` (after DATA), `silent@` (after DATA).
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { SMTP_PASSWORD, SMTP_USER } from './credentials.ts';

export interface SunkMessage {
  readonly from: string;
  readonly to: readonly string[];
  /** The message as it came, after undoing SMTP's dot-stuffing. */
  readonly raw: string;
  /** How the connection went on behind it: whether the client took its leave. */
  readonly quit: boolean;
}

export interface SmtpSink {
  readonly port: number;
  messagesTo(address: string | undefined): readonly SunkMessage[];
  stop(): Promise<void>;
}

export async function startSmtpSink(): Promise<SmtpSink> {
  const messages: (Omit<SunkMessage, 'quit'> & { readonly sessionId: string })[] = [];
  const quitSessions = new Set<string>();
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    // The package tells nobody else which commands came.
    logger: lineLogger((sessionId, line) => {
      if (line === 'QUIT') quitSessions.add(sessionId);
    }),
    onAuth(auth, _session, done) {
      if (auth.username === SMTP_USER && auth.password === SMTP_PASSWORD) done(null, { user: 1 });
      else done(reply(535, 'wrong user or password'));
    },
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('rejected@')) done(reply(550, `no such user ${address}`));
      else if (address.startsWith('greylisted@')) done(reply(451, 'come back later'));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { to, from } = envelopeOf(session);
        const mode = to[0]?.split('@')[0];
        if (mode === 'refused-content') return done(reply(554, 'we do not like it'));
        if (mode === 'busy-content') return done(reply(452, 'disk full'));
        const raw = Buffer.concat(chunks).toString('utf8');
        messages.push({ from, to, raw, sessionId: session.id });
        if (mode === 'dropped') return drop(server, session);
        if (mode === 'silent') return;
        done();
      });
    },
  });
  server.on('error', () => {}); // connections that tests break on purpose
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    messagesTo: (address) =>
      messages
        .filter(({ to }) => address === undefined || to.includes(address))
        .map(({ sessionId, ...message }) => ({ ...message, quit: quitSessions.has(sessionId) })),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function lineLogger(onLine: (sessionId: string, line: string) => void) {
  const ignore = () => {};
  const debug = ({ cid }: { cid: string }, mark: string, line: string) => {
    if (mark === 'C:') onLine(cid, line.trim());
  };
  return {
    level: ignore,
    trace: ignore,
    debug,
    info: ignore,
    warn: ignore,
    error: ignore,
    fatal: ignore,
  };
}

function envelopeOf({ envelope }: SMTPServerSession) {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address) };
}

function drop(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of server.connections as Iterable<Dropable>) {
    if (connection.id === session.id) connection._socket.destroy();
  }
}

/** The package has no public way to break a connection off. */
interface Dropable {
  readonly id: string;
  readonly _socket: { destroy(): void };
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
