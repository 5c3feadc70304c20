const BAR_PLACES = 30;
/** Without a terminal a line is printed at most this often: logs are read later. */
const LINE_EVERY_MS = 2_000;

export interface Progress {
  show(done: number, total: number): void;
  end(): void;
}

/** A bar that is drawn over itself on a terminal, now and then a line elsewhere. */
export function createProgress(
  label: string,
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
): Progress {
  let lastLineAtMs = 0;
  let drawn = false;
  return {
    show(done, total) {
      if (out.isTTY) {
        out.write(`\r${progressLine(label, done, total)}`);
        drawn = true;
        return;
      }
      if (Date.now() - lastLineAtMs < LINE_EVERY_MS) return;
      lastLineAtMs = Date.now();
      out.write(`${label} ${done} of ${total}\n`);
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
