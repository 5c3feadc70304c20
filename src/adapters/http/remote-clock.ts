import type { Clock } from '#ports/clock.ts';
import type { RemoteClock } from '#ports/doctor.ts';
import { type CallLimits, outboundCall } from './outbound-call.ts';

export interface RemoteClockOptions extends CallLimits {
  /** Any address of the machine; nothing of ours is sent along. */
  readonly url: string;
}

/**
 * Another machine's clock by the Date header of an answer (RFC 9110 6.6.1), whatever that answer is. An answer out of a
 * cache would tell the time of its making.
 */
export function createRemoteClock(
  { url, ...limits }: RemoteClockOptions,
  clock: Clock,
): RemoteClock {
  return {
    async aheadMs() {
      const init = { headers: { 'cache-control': 'no-cache' } };
      const answered = await outboundCall(limits, url, init, async (response) => {
        await response.body?.cancel();
        const theirsMs = Date.parse(response.headers.get('date') ?? '');
        const isCached = Number(response.headers.get('age') ?? 0) > 0;
        return Number.isNaN(theirsMs) || isCached ? undefined : theirsMs - clock.nowMs();
      });
      return answered.ok ? answered.value : undefined;
    },
  };
}
