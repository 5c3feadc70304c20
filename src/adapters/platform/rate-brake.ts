// Workers' rate-limiting bindings: counters of one Cloudflare location, kept up asynchronously. Asking is no network call.
import { errorText } from '#core/error-text.ts';
import type { Log } from '#ports/log.ts';
import type { BrakedAct, RateBrake } from '#ports/rate-brake.ts';

export interface RateLimits {
  readonly byAddress: RateLimit | undefined;
  readonly byNetwork: RateLimit | undefined;
}

/** A binding that is not there, or fails, lets everybody through: the exact counts stand behind it. */
export function createRateBrake({ byAddress, byNetwork }: RateLimits, log: Log): RateBrake {
  async function admits(limit: RateLimit | undefined, act: BrakedAct, whose: string) {
    if (!limit || whose === '') return true;
    try {
      return (await limit.limit({ key: `${act}|${whose}` })).success;
    } catch (error) {
      log.error('rate_limit_unavailable', { error: errorText(error) });
      return true;
    }
  }

  return {
    async exceeded(act, { subscriber, network }) {
      const [address, all] = await Promise.all([
        admits(byAddress, act, subscriber),
        admits(byNetwork, act, network),
      ]);
      if (!address) return 'address';
      return all ? undefined : 'network';
    },
  };
}
