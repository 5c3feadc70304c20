/**
 * Stands for a PHP hook file that reports payments to a service outside: a small signed JSON, sent once, with a
 * short patience and no second try. The switch `signalFault` makes it fail as such hooks fail.
 */
import type { HookEvent, Installation } from './installation.ts';
import { randomToken } from './random-token.ts';

const PATIENCE_MS = 3000;
const STALE_BY_SECONDS = 3600;
/** The hooks that such a file would be called for. */
const REPORTED = new Set([
  'InvoicePaid',
  'AddInvoicePayment',
  'InvoiceUnpaid',
  'InvoiceRefunded',
  'InvoiceCancelled',
]);

interface Signal {
  readonly url: string;
  readonly init: RequestInit;
}

/** Never fails: a hook must not get in WHMCS's way. A path as address is one of `origin`. */
export async function deliverSignals(installation: Installation, origin: string): Promise<void> {
  const { events, options } = installation.tables;
  const { signal, signalFault } = options;
  const isHeldBack = signalFault === 'out-of-order' && events.filter(isReported).length < 2;
  if (signal !== null && isHeldBack) return;
  const pending = events.splice(0).filter(isReported);
  if (signal === null || signalFault === 'lost') return;
  const ordered = signalFault === 'out-of-order' ? pending.toReversed() : pending;
  for (const event of ordered) {
    const made = await signed(installation, { ...signal, origin }, event);
    await send(made);
    if (signalFault === 'doubled') await send(made);
  }
}

async function signed(
  installation: Installation,
  {
    url,
    secret,
    origin,
  }: { readonly url: string; readonly secret: string; readonly origin: string },
  event: HookEvent,
): Promise<Signal> {
  const { signalFault } = installation.tables.options;
  const age = signalFault === 'stale' ? STALE_BY_SECONDS : 0;
  const timestamp = String(Math.floor(installation.nowMs() / 1000) - age);
  const id = randomToken(16);
  const body = JSON.stringify({ id, event: event.hook, invoiceid: event.invoiceId });
  const key = signalFault === 'wrong-signature' ? `not ${secret}` : secret;
  const headers = {
    'content-type': 'application/json',
    'x-postmeter-timestamp': timestamp,
    'x-postmeter-event': id,
    'x-postmeter-signature': await hmacHex(key, `${timestamp}.${body}`),
  };
  return { url: new URL(url, origin).href, init: { method: 'POST', headers, body } };
}

export async function hmacHex(secret: string, message: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, [
    'sign',
  ]);
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(message));
  return [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send({ url, init }: Signal): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, { ...init, signal: controller.signal, redirect: 'manual' });
    await response.body?.cancel();
  } catch {
    // Whoever listens finds out by asking, as with the real hook.
  } finally {
    clearTimeout(timer);
  }
}

function isReported(event: HookEvent): boolean {
  return REPORTED.has(event.hook);
}
