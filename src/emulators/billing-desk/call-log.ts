/** The last vendor calls, so that a test can count writes. Secrets are replaced before anything is kept. */
import type { MiddlewareHandler } from 'hono';
import { effectsOf } from '../failures/rule.ts';
import { isPhpMap, type PhpMap, type PhpValue } from '../php-form/php-value.ts';
import type { DeskEnv } from './desk-env.ts';

const ENTRIES_KEPT = 2000;
const SECRET_NAME = /pass|secret|token|api_?key|hash|signature|^(h|sid|key|cvv2?|cc_num)$/i;

export interface CallEntry {
  readonly time: string;
  readonly method: string;
  readonly call: string;
  readonly write: boolean;
  readonly encoding: string;
  readonly fields: unknown;
  /** Null while the call is under way. */
  status: number | null;
  /** The effects of the failure rule that was applied, if one was. */
  failure: readonly string[];
}

export interface CallLog {
  readonly entries: () => readonly CallEntry[];
  readonly clear: () => void;
  readonly middleware: MiddlewareHandler<DeskEnv>;
}

export function createCallLog(nowMs: () => number, isWrite: (call: string) => boolean): CallLog {
  let entries: CallEntry[] = [];
  return {
    entries: () => entries,
    clear: () => {
      entries = [];
    },
    middleware: async (c, next) => {
      const { form, call } = c.var;
      const entry: CallEntry = {
        time: new Date(nowMs()).toISOString(),
        method: c.req.method,
        call,
        write: isWrite(call),
        encoding: form.kind,
        fields: withoutSecrets(form.values),
        status: null,
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

function withoutSecrets(fields: PhpMap): Record<string, unknown> {
  const redact = ([name, value]: [string, PhpValue]): [string, unknown] => {
    if (SECRET_NAME.test(name)) return [name, '[redacted]'];
    return [name, isPhpMap(value) ? withoutSecrets(value) : withoutQuery(value)];
  };
  return Object.fromEntries(Object.entries(fields).map(redact));
}

/** The query of an address may hold one, as that of a webhook does. */
function withoutQuery(text: string): string {
  return text.replace(/^(https?:\/\/[^?]*)\?.*$/s, '$1?[redacted]');
}
