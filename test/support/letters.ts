// One letter for tests of transports, and a writer that shows what it was given.
import type { WriteLetter } from '#adapters/mail/message.ts';
import type { Letter } from '#core/letters.ts';

export function letterTo(to: string): Letter {
  return {
    kind: 'verify_address',
    to,
    language: '',
    name: 'Ann',
    url: 'https://billing.example/verify#token',
  };
}

export function writerOf(words: Partial<ReturnType<WriteLetter>> = {}): WriteLetter {
  return ({ kind }) => ({ subject: kind, text: 'Hello Ann', html: '<p>Hello Ann</p>', ...words });
}

export const SENDER = { name: 'Billing', address: 'billing@sender.example' };
