import { createHmac } from 'node:crypto';
import type { BlestaSettings } from './settings.ts';

/**
 * Address that signs a client in and sends them on to `target`, made without a call: the Shared Login plugin checks
 * HMAC-SHA256 over time, username and target. How far the two clocks may differ is not documented. Where addresses are not
 * rewritten the plugin, like the API, lies behind `/index.php`.
 */
export function sharedLoginUrl(
  { url, apiPath }: Pick<BlestaSettings, 'url' | 'apiPath'>,
  sharedKey: string,
  { username, target, nowMs }: { username: string; target: string; nowMs: number },
): string {
  const time = String(Math.floor(nowMs / 1000));
  const hash = createHmac('sha256', sharedKey)
    .update(time + username + target)
    .digest('hex');
  const query = new URLSearchParams({ u: username, t: time, r: target, h: hash });
  return `${url}${apiPath.replace(/\/api$/, '')}/plugin/shared_login/?${query}`;
}
