/** The calls behind links that pay without a sign-in: a keyed hash of client and invoice, wrapped by `systemEncrypt`. */

import { bytesOf, hmacSha256 } from '../billing-desk/hmac.ts';
import { textAt } from '../php-form/php-value.ts';
import { type BlestaMethods, done } from './call.ts';
import { BLESTA_SYSTEM_KEY } from './credentials.ts';

const HASH_CHARACTERS = 16;

export const payLinkMethods: BlestaMethods = {
  'invoices/createPayHash': {
    parameters: ['client_id', 'invoice_id'],
    run: async ({ args }) =>
      done(await payHash(textAt(args, 'client_id') ?? '', textAt(args, 'invoice_id') ?? '')),
  },
  'invoices/verifyPayHash': {
    parameters: ['client_id', 'invoice_id', 'hash'],
    run: async ({ args }) => {
      const hash = await payHash(textAt(args, 'client_id') ?? '', textAt(args, 'invoice_id') ?? '');
      return done(hash === textAt(args, 'hash'));
    },
  },
  'encryption/systemHash': {
    parameters: ['value', 'key?', 'hash?'],
    run: async ({ args }) =>
      done(await hmacSha256(textAt(args, 'key') ?? BLESTA_SYSTEM_KEY, textAt(args, 'value') ?? '')),
  },
  'encryption/systemEncrypt': {
    parameters: ['value', 'key?', 'iv?'],
    run: async ({ args }) => {
      const { key, iv } = await cipher(textAt(args, 'key'), textAt(args, 'iv'));
      const value = bytesOf(textAt(args, 'value') ?? '');
      const sealed = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, value);
      return done(btoa(String.fromCharCode(...new Uint8Array(sealed))));
    },
  },
  'encryption/systemDecrypt': {
    parameters: ['value', 'key?', 'iv?'],
    run: async ({ args }) =>
      done(await openSealed(textAt(args, 'value') ?? '', textAt(args, 'key'), textAt(args, 'iv'))),
  },
};

export async function payHash(clientId: string, invoiceId: string): Promise<string> {
  const hash = await hmacSha256(BLESTA_SYSTEM_KEY, `c=${clientId}|i=${invoiceId}`);
  return hash.slice(-HASH_CHARACTERS);
}

/** What `sid` of a pay link says, or false where it was not made here. */
export async function openSealed(sealed: string, ownKey?: string, ownIv?: string) {
  try {
    const { key, iv } = await cipher(ownKey, ownIv);
    const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0));
    const opened = await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, key, bytes);
    return new TextDecoder().decode(opened);
  } catch {
    return false;
  }
}

/** AES-256-CBC; how the real one stretches key and iv to length is not public, zeros are taken here. */
async function cipher(ownKey = BLESTA_SYSTEM_KEY, ownIv = ownKey) {
  const raw = new Uint8Array(32);
  raw.set(bytesOf(ownKey).slice(0, 32));
  const iv = new Uint8Array(16);
  iv.set(bytesOf(ownIv).slice(0, 16));
  const key = await crypto.subtle.importKey('raw', raw, 'AES-CBC', false, ['encrypt', 'decrypt']);
  return { key, iv };
}
