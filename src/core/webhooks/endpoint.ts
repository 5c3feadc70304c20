// What an endpoint may be: its address, and what it listens to.
import { err, ok, type Result } from '#core/result.ts';
import { isWebhookEventType, type WebhookEventType } from '#core/webhooks/events.ts';

export type EndpointState = 'enabled' | 'disabled';
/** Why an endpoint gets nothing. `gone`: it answered 410; `failing`: days of nothing but failures; empty: it is enabled. */
export type DisabledReason = '' | 'operator' | 'gone' | 'failing';

/** More would make every event slower, and nobody has needed them. */
export const ENDPOINTS_AT_MOST = 20;
export const DESCRIPTION_MAX_CHARACTERS = 100;
const URL_MAX_CHARACTERS = 500;

export type EndpointRefusal =
  | { readonly reason: 'webhook_url_malformed' }
  | { readonly reason: 'webhook_url_insecure' }
  | { readonly reason: 'webhook_url_not_public' }
  | { readonly reason: 'webhook_events_unknown'; readonly unknown: readonly string[] }
  | { readonly reason: 'webhook_events_missing' };

/** Names that lead into somebody's own network (RFC 6761, RFC 6762, RFC 8375, and what routers hand out). */
const OWN_NETWORK =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|localdomain)$/;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * An address that we may be sent to: HTTPS, a public name, no credentials. Numbers instead of a name are refused
 * altogether, so that no notation of a private one slips through. Where a name leads is the resolver's affair and cannot
 * be seen here (docs/webhooks.md). `development`: the service itself is on loopback, and plain loopback is fine too.
 */
export function checkWebhookUrl(
  text: string,
  { development, ownOrigin }: { readonly development: boolean; readonly ownOrigin: string },
): Result<string, EndpointRefusal> {
  if (text.length > URL_MAX_CHARACTERS || !URL.canParse(text)) {
    return err({ reason: 'webhook_url_malformed' });
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return err({ reason: 'webhook_url_malformed' });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return err({ reason: 'webhook_url_malformed' });
  }
  if (development && isLoopback(text)) return ok(url.href);
  if (url.protocol !== 'https:') return err({ reason: 'webhook_url_insecure' });
  // URL has normalised every spelling: a host that ends in a digit is an IPv4 address, one in brackets an IPv6 address.
  const host = url.hostname.replace(/\.$/, '');
  const isNumeric = host.startsWith('[') || /(?:^|\.)\d+$/.test(host);
  const isOwn = host === new URL(ownOrigin).hostname;
  // An empty label, as in `a.internal..`, leads nowhere in public and would slip past the names below.
  const isName = /^(?:[^.]+\.)+[^.]+$/.test(host);
  if (isNumeric || isOwn || !isName || OWN_NETWORK.test(host)) {
    return err({ reason: 'webhook_url_not_public' });
  }
  return ok(url.href);
}

/** A developer's own machine, where there is no certificate. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(new URL(address).hostname);
}

/** The types to listen to, each once, in alphabetical order. */
export function checkEvents(
  given: readonly string[],
): Result<readonly WebhookEventType[], EndpointRefusal> {
  const unknown = given.filter((type) => !isWebhookEventType(type));
  if (unknown.length > 0) {
    return err({ reason: 'webhook_events_unknown', unknown: unknown.slice(0, 10) });
  }
  if (given.length === 0) return err({ reason: 'webhook_events_missing' });
  return ok([...new Set(given.filter(isWebhookEventType))].sort());
}
