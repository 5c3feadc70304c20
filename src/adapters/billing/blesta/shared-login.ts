import { createHmac } from 'node:crypto';
import type { BlestaSettings } from './settings.ts';

/**
 * Address that signs a client in and sends them on to `target`, made without a call: the Shared Login plugin checks
 * HMAC-SHA256 over time, username and target, and takes a clock that is up to half an hour off.
 */
export function sharedLoginUrl(
  { url }: Pick<BlestaSettings, 'url'>,
  sharedKey: string,
  { username, target, nowMs }: { username: string; target: string; nowMs: number },
): string {
  const time = String(Math.floor(nowMs / 1000));
  const hash = createHmac('sha256', sharedKey)
    .update(time + username + target)
    .digest('hex');
  const query = new URLSearchParams({ u: username, t: time, r: target, h: hash });
  return `${url}/plugin/shared_login/?${query}`;
}
