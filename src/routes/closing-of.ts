import type { ClosingView } from '#views/components/closing-notice.tsx';
import type { AppContext } from './app-env.ts';
import { nextInvoicingDay } from './next-invoice.ts';

/** The signed-in client's way out, where they have asked for it. */
export function closingOf(c: AppContext): ClosingView | undefined {
  const { closingRequestedAtMs: requestedAtMs } = c.var.client;
  if (requestedAtMs === null) return undefined;
  const { timeZone } = c.env.ports.settings;
  return { requestedAtMs, lastInvoiceOn: nextInvoicingDay(c), timeZone };
}
