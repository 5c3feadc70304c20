// What an answer of the panel means for the caller, in one place: its code, and whether the work may have been done.
import type { VirtualizationCode, VirtualizationFailure } from '#ports/virtualization.ts';

export interface PanelFault extends VirtualizationFailure {
  /** HTTP status; null when none arrived. */
  readonly status: number | null;
  /** Fields that a 422 complains about, as the panel names them (`email`, `roles.0`). */
  readonly invalidFields: readonly string[];
}

export type PanelMethod = 'GET' | 'POST' | 'PUT';

interface FaultOptions {
  readonly status?: number | undefined;
  readonly invalidFields?: readonly string[];
}

/** Statuses that say "not now" and promise that nothing was done (RFC 9110 15.5.9, RFC 8470 5.2, RFC 6585 4). */
const NOT_NOW = new Set([408, 425, 429]);

export function panelFault(
  method: PanelMethod,
  code: VirtualizationCode,
  detail: string,
  { status, invalidFields = [] }: FaultOptions = {},
): PanelFault {
  const disposition = dispositionOf(method, status);
  return { disposition, code, detail, status: status ?? null, invalidFields };
}

/** The code of a status that is not a success. */
export function codeOfStatus(status: number, isJson: boolean): VirtualizationCode {
  if (status === 401 || status === 403) return 'panel_refused_token';
  if (status >= 300 && status < 400) return 'panel_wrong_address';
  if (status === 404) return isJson ? 'panel_user_missing' : 'panel_wrong_address';
  if (status >= 500 || NOT_NOW.has(status)) return 'panel_error';
  return 'panel_rejected';
}

/**
 * Reading changes nothing, so it may always be tried again. A write may have been done unless the panel said no:
 * `fetch` does not tell a refused connection from a lost one, and a proxy may answer 5xx for work that was done.
 */
function dispositionOf(method: PanelMethod, status: number | undefined): PanelFault['disposition'] {
  if (method === 'GET') return 'unavailable';
  if (status === undefined || status < 400 || status >= 500) return 'unknown';
  return NOT_NOW.has(status) ? 'unavailable' : 'rejected';
}
