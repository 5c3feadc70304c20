const BAR_PLACES = 30;
/** Without a terminal a line is printed at most this often: logs are read later. */
const LINE_EVERY_MS = 2_000;

export interface Progress {
  show(done: number, total: number): void;
  end(): void;
}

/** A bar that is drawn over itself on a terminal, now and then a line elsewhere; with pace and remaining time. */
export function createProgress(
  label: string,
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  nowMs: () => number = Date.now,
): Progress {
  let lastLineAtMs = 0;
  let drawn = false;
  let first: { readonly atMs: number; readonly done: number } | undefined;
  return {
    show(done, total) {
      const atMs = nowMs();
      first ??= { atMs, done };
      const pace = paceText(done - first.done, total - done, atMs - first.atMs);
      if (out.isTTY) {
        out.write(`\r\x1b[2K${progressLine(label, done, total)}${pace}`);
        drawn = true;
        return;
      }
      if (atMs - lastLineAtMs < LINE_EVERY_MS) return;
      lastLineAtMs = atMs;
      out.write(`${label} ${done} of ${total}${pace}\n`);
    },
    end() {
      if (drawn) out.write('\r\x1b[2K');
      drawn = false;
    },
  };
}

export function progressLine(label: string, done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * BAR_PLACES);
  return `${label} ${'█'.repeat(full)}${'░'.repeat(BAR_PLACES - full)} ${done} of ${total}`;
}

/** Measured here, between what was shown first and now: nothing until there is something to measure. */
function paceText(done: number, left: number, elapsedMs: number): string {
  if (done <= 0 || elapsedMs <= 0) return '';
  const perMs = done / elapsedMs;
  const rate = `, ${Math.max(1, Math.round(perMs * 1000))} a second`;
  return left > 0 ? `${rate}, ${durationText(left / perMs)} left` : rate;
}

function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
