import { encodePhrase, encodeText } from './encoded-word.ts';
import type { Message } from './message.ts';
import { quotedPrintable } from './quoted-printable.ts';

/** Cannot occur in quoted-printable, where `=` is followed by hex digits or a line's end (RFC 2045 6.7). */
const BOUNDARY = '=_postmeter_alternative';

/** The message as text of 7 bits with CRLF (RFC 5322, RFC 2045), without SMTP's final dot and dot-stuffing. */
export function toMime(message: Message, sentAtMs: number): string {
  const { name, address } = message.from;
  return [
    `Date: ${new Date(sentAtMs).toUTCString().replace('GMT', '+0000')}`,
    `From: ${name === '' ? address : `${encodePhrase(name)} <${address}>`}`,
    `To: ${message.to}`,
    `Message-ID: ${message.messageId}`,
    `Subject: ${encodeText(message.subject)}`,
    // RFC 3834: keeps vacation notices from answering.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    ...part('text/plain', message.text),
    ...part('text/html', message.html),
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
}

function part(type: string, text: string): readonly string[] {
  return [
    `--${BOUNDARY}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(text),
  ];
}
