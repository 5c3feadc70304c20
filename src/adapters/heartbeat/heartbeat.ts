import type { Heartbeat } from '#ports/heartbeat.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';

export interface HeartbeatOptions extends CallLimits {
  readonly url: string;
  /** Appended to the address when steps failed: to its path, or, beginning with `?`, as its query. Undefined: not called then. */
  readonly failSuffix: string | undefined;
}

export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  return {
    async beat(ok) {
      const address = ok ? options.url : failAddress(options);
      if (address === undefined) return true;
      const answered = await outboundCall(options, address, {}, async (response) => {
        await response.body?.cancel();
        return response.ok;
      });
      return answered.ok && answered.value;
    },
  };
}

/** Where nobody watches. */
export const NO_HEARTBEAT: Heartbeat = { beat: async () => true };

function failAddress({ url, failSuffix }: HeartbeatOptions): string | undefined {
  if (failSuffix === undefined) return undefined;
  const address = new URL(url);
  if (failSuffix.startsWith('?')) {
    for (const [name, value] of new URLSearchParams(failSuffix)) {
      address.searchParams.set(name, value);
    }
  } else {
    address.pathname = address.pathname.replace(/\/$/, '') + failSuffix;
  }
  return address.href;
}
