/**
 * One letter, one connection to the provider's mail server (RFC 5321). Until the message has been handed over nothing
 * has happened; from then on a missing reply leaves the outcome unknown.
 */
import { err, ok, type Result } from '#core/result.ts';
import type { Clock } from '#ports/clock.ts';
import type { Mailer, MailFailure } from '#ports/mailer.ts';
import {
  composeMessage,
  domainOf,
  MAIL_TIMEOUT_MS,
  type Message,
  redact,
  type Sender,
  type WriteLetter,
} from './message.ts';
import { toMime } from './mime.ts';
import {
  openSmtp,
  type SmtpConnection,
  type SmtpReply,
  type SmtpSecurity,
} from './smtp-connection.ts';

export interface SmtpSettings {
  readonly host: string;
  /** 465 for `tls`, 587 for `starttls`; Workers cannot reach 25. */
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly credentials: { readonly user: string; readonly password: string } | null;
  readonly sender: Sender;
  readonly timeoutMs?: number;
}

type Step = 'greeting' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'content';

interface Progress {
  step: Step;
}

export function createSmtpMailer(settings: SmtpSettings, clock: Clock, write: WriteLetter): Mailer {
  return {
    async send(letter, reference) {
      const message = composeMessage(letter, reference, settings.sender, write);
      if (!message.ok) return message;
      return deliver(settings, message.value, toMime(message.value, clock.nowMs()));
    },
  };
}

/** Everything but a letter: whether one would be taken as far as MAIL. Sends nothing to anybody. */
export function tryOutSmtp(settings: SmtpSettings): Promise<Result<null, MailFailure>> {
  return connected(settings, async (connection, progress) => {
    const say = speaker(connection, progress);
    const signedIn = await signIn(connection, settings, say);
    if (!signedIn.ok) return signedIn;
    const mail = await say('MAIL', `MAIL FROM:<${settings.sender.address}>`);
    return mail.code === 250 ? ok(null) : refused('MAIL', mail);
  });
}

function deliver(
  settings: SmtpSettings,
  message: Message,
  mime: string,
): Promise<Result<null, MailFailure>> {
  return connected(settings, (connection, progress) =>
    converse(connection, settings, message, mime, progress),
  );
}

/** Opens a connection, holds the dialogue within the time limit, and closes it. */
async function connected(
  { host, port, security, timeoutMs = MAIL_TIMEOUT_MS }: SmtpSettings,
  dialogue: (connection: SmtpConnection, progress: Progress) => Promise<Result<null, MailFailure>>,
): Promise<Result<null, MailFailure>> {
  const progress: Progress = { step: 'greeting' };
  const connection = openSmtp(host, port, security);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no reply within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    const outcome = await Promise.race([dialogue(connection, progress), tooLate]);
    // After a reply, that is: within a message it would be part of the message.
    await connection.farewell();
    return outcome;
  } catch (error) {
    return err(lost(progress.step, error));
  } finally {
    clearTimeout(timer);
    await connection.close();
  }
}

async function converse(
  connection: SmtpConnection,
  settings: SmtpSettings,
  message: Message,
  mime: string,
  progress: Progress,
): Promise<Result<null, MailFailure>> {
  const say = speaker(connection, progress);
  const signedIn = await signIn(connection, settings, say);
  if (!signedIn.ok) return signedIn;
  const mail = await say('MAIL', `MAIL FROM:<${message.from.address}>`);
  if (mail.code !== 250) return refused('MAIL', mail);
  const recipient = await say('RCPT', `RCPT TO:<${message.to}>`);
  if (recipient.code !== 250 && recipient.code !== 251) return refused('RCPT', recipient);
  const data = await say('DATA', 'DATA');
  if (data.code !== 354) return refused('DATA', data);
  const accepted = await say('content', `${stuffDots(mime)}.`);
  return accepted.code === 250 ? ok(null) : refused('content', accepted);
}

type Say = (step: Step, line: string) => Promise<SmtpReply>;

/** Sends lines and remembers how far the dialogue has come. */
function speaker(connection: SmtpConnection, progress: Progress): Say {
  return (step, line) => {
    progress.step = step;
    return connection.send(`${line}\r\n`);
  };
}

/** From the greeting to where a letter may begin. */
async function signIn(
  connection: SmtpConnection,
  { sender, security, credentials }: SmtpSettings,
  say: Say,
): Promise<Result<null, MailFailure>> {
  const ehlo = () => say('EHLO', `EHLO ${domainOf(sender.address)}`);
  const greeting = await connection.reply();
  if (greeting.code !== 220) return refused('greeting', greeting);
  let hello = await ehlo();
  if (hello.code !== 250) return refused('EHLO', hello);

  if (security === 'starttls') {
    const start = await say('STARTTLS', 'STARTTLS');
    if (start.code !== 220) return refused('STARTTLS', start);
    connection.startTls();
    hello = await ehlo();
    if (hello.code !== 250) return refused('EHLO', hello);
  }
  if (credentials) {
    const auth = await authenticate(say, hello, credentials);
    if (auth.code !== 235) return refused('AUTH', auth);
  }
  return ok(null);
}

/** PLAIN (RFC 4616) where it is offered, else LOGIN, which some old servers offer alone. */
async function authenticate(
  say: Say,
  hello: SmtpReply,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<SmtpReply> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const offered = hello.lines.find((line) => /^AUTH[ =]/i.test(line)) ?? '';
  if (/\bPLAIN\b/i.test(offered) || !/\bLOGIN\b/i.test(offered)) {
    return say('AUTH', `AUTH PLAIN ${base64(`\0${user}\0${password}`)}`);
  }
  const asked = await say('AUTH', 'AUTH LOGIN');
  if (asked.code !== 334) return asked;
  const named = await say('AUTH', base64(user));
  return named.code === 334 ? say('AUTH', base64(password)) : named;
}

/** A line that begins with a dot gets a second one (RFC 5321 4.5.2). */
function stuffDots(mime: string): string {
  return mime.replace(/^\./gm, '..');
}

/** What is said about the recipient or the content is final for this letter; all else can be mended by an operator. */
const ABOUT_THE_LETTER: readonly Step[] = ['RCPT', 'DATA', 'content'];

function refused(step: Step, reply: SmtpReply): Result<never, MailFailure> {
  const isFinal = reply.code >= 500 && ABOUT_THE_LETTER.includes(step);
  return err({
    disposition: isFinal ? 'rejected' : 'unavailable',
    code: step === 'RCPT' && isFinal ? 'mail_rejected_address' : 'mail_refused',
    detail: `${step}: ${reply.code} ${redact(reply.lines.join(' '))}`,
  });
}

function lost(step: Step, error: unknown): MailFailure {
  const detail = `${step}: ${redact(error instanceof Error ? error.message : 'connection lost')}`;
  if (step === 'content') return { disposition: 'unknown', code: 'mail_outcome_unknown', detail };
  return { disposition: 'unavailable', code: 'mail_unreachable', detail };
}
