import type { Log, LogFields } from '#ports/log.ts';

/** One JSON line an event, which Workers Logs indexes by field. `bound` (a request id, say) is on every line. */
export function createLog(bound: LogFields = {}): Log {
  // `level` and `event` come last, so that no field can pass itself off as one.
  const line = (level: string, event: string, fields?: LogFields) =>
    JSON.stringify({ ...bound, ...fields, level, event });
  return {
    info: (event, fields) => console.log(line('info', event, fields)),
    warn: (event, fields) => console.warn(line('warn', event, fields)),
    error: (event, fields) => console.error(line('error', event, fields)),
  };
}
