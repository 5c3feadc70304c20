// The wire of SMTP (RFC 5321) over Cloudflare's sockets: lines out, replies in. What to say stands in `smtp.ts`.
import { connect } from 'cloudflare:sockets';

/** TLS from the first byte, TLS by STARTTLS (never without it), or none: for a server on the same machine alone. */
export type SmtpSecurity = 'tls' | 'starttls' | 'none';

export interface SmtpReply {
  readonly code: number;
  /** All lines without their codes. */
  readonly lines: readonly string[];
}

export interface SmtpConnection {
  /** The server's greeting, or its reply to what was sent last. Rejects when the connection is lost. */
  reply(): Promise<SmtpReply>;
  /** Sends text as it is and waits for the reply. */
  send(text: string): Promise<SmtpReply>;
  /** After the server agreed to STARTTLS. */
  startTls(): void;
  /**
   * QUIT, which RFC 5321 4.1.1.10 demands before closing. Its reply is not waited for, and it never rejects: what the server
   * has taken stays taken.
   */
  farewell(): Promise<void>;
  /** Never rejects. */
  close(): Promise<void>;
}

const REPLY_MAX_CHARACTERS = 16_384;
/** A peer that no longer reads must not hold us. */
const CLOSE_WAIT_MS = 500;
const REPLY_END = /(?:^|\r?\n)\d{3}(?: [^\r\n]*)?\r?\n$/;

export function openSmtp(host: string, port: number, security: SmtpSecurity): SmtpConnection {
  const secureTransport = ({ tls: 'on', starttls: 'starttls', none: 'off' } as const)[security];
  let socket = connect({ hostname: host, port }, { secureTransport, allowHalfOpen: false });
  let { reader, writer } = streamsOf(socket);

  async function reply(): Promise<SmtpReply> {
    const decoder = new TextDecoder();
    let text = '';
    while (!REPLY_END.test(text)) {
      const { done, value } = await reader.read();
      if (done) throw new Error('the server closed the connection');
      text += decoder.decode(value, { stream: true });
      if (text.length > REPLY_MAX_CHARACTERS) throw new Error('the reply does not end');
    }
    return parseReply(text);
  }

  return {
    reply,
    async send(text) {
      await writer.write(new TextEncoder().encode(text));
      return reply();
    },
    startTls() {
      reader.releaseLock();
      writer.releaseLock();
      socket = socket.startTls();
      ({ reader, writer } = streamsOf(socket));
    },
    async farewell() {
      const written = writer.write(new TextEncoder().encode('QUIT\r\n')).catch(() => {}); // gone already
      await Promise.race([written, scheduler.wait(CLOSE_WAIT_MS)]);
    },
    async close() {
      const closing = socket.close().catch(() => {}); // whether it closes well changes nothing
      await Promise.race([closing, scheduler.wait(CLOSE_WAIT_MS)]);
    },
  };
}

function streamsOf(socket: Socket) {
  socket.closed.catch(() => {}); // a lost connection shows when it is read
  socket.opened.catch(() => {});
  const reader: ReadableStreamDefaultReader<Uint8Array> = socket.readable.getReader();
  const writer: WritableStreamDefaultWriter<Uint8Array> = socket.writable.getWriter();
  return { reader, writer };
}

/**
 * Text behind the reply's end is refused: nobody pipelines here, so it was put there by somebody who wants it to count
 * as said under TLS (CVE-2011-0411).
 */
function parseReply(text: string): SmtpReply {
  const lines = text.split(/\r?\n/).slice(0, -1);
  const code = lines.at(-1)?.slice(0, 3);
  const isOneReply = lines.every(
    (line, index) =>
      line.startsWith(`${code}${index < lines.length - 1 ? '-' : ''}`) && /^\d{3}/.test(line),
  );
  if (!isOneReply) throw new Error('the reply is not one of SMTP');
  return { code: Number(code), lines: lines.map((line) => line.slice(4)) };
}
