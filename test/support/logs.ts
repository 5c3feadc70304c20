// The log of the worker, caught instead of printed.
import { onTestFinished, vi } from 'vitest';

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

/** From now to the end of the test, every line of the log. */
export function catchLogs(): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (const method of ['log', 'warn', 'error'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((line: unknown) => {
      lines.push(JSON.parse(String(line)) as LogLine);
    });
    onTestFinished(() => spy.mockRestore());
  }
  return lines;
}
