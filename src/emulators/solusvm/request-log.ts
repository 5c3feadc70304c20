/** The last API calls, so that a test can count writes. Secrets are replaced before they are kept. */
import type { MiddlewareHandler } from 'hono';
import { effectsOf } from '../failures/rule.ts';
import { apiPath } from './api-path.ts';
import type { PanelEnv } from './authentication.ts';

const ENTRIES_KEPT = 500;
const BODY_KEPT_CHARACTERS = 4000;
const SECRET_KEYS = new Set(['password', 'token', 'billing_token', 'access_token']);

export interface RequestEntry {
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** Null while the call is under way. */
  status: number | null;
  readonly body: unknown;
  /** The effects of the failure rule that was applied, if one was. */
  failure: readonly string[];
}

export interface RequestLog {
  readonly entries: () => readonly RequestEntry[];
  readonly clear: () => void;
  readonly middleware: MiddlewareHandler<PanelEnv>;
}

export function createRequestLog(nowMs: () => number): RequestLog {
  let entries: RequestEntry[] = [];
  return {
    entries: () => entries,
    clear: () => {
      entries = [];
    },
    middleware: async (c, next) => {
      const entry: RequestEntry = {
        time: new Date(nowMs()).toISOString(),
        method: c.req.method,
        path: apiPath(c) + new URL(c.req.url).search,
        status: null,
        body: redactedBody(await c.req.text()),
        failure: [],
      };
      entries.push(entry);
      if (entries.length > ENTRIES_KEPT) entries = entries.slice(-ENTRIES_KEPT);
      await next();
      entry.status = c.res.status;
      if (c.var.failure !== undefined) entry.failure = effectsOf(c.var.failure);
    },
  };
}

function redactedBody(text: string): unknown {
  if (text === '') return null;
  if (text.length > BODY_KEPT_CHARACTERS) return '[too long to keep]';
  try {
    return JSON.parse(text, (key, value) => (SECRET_KEYS.has(key) ? '[redacted]' : value));
  } catch {
    return '[not JSON]';
  }
}
