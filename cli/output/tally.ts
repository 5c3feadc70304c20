/** Without a terminal a line is printed at most this often. */
const LINE_EVERY_MS = 5_000;

export interface Tally {
  show: (what: string, done: number) => void;
  end(): void;
}

/** Counts what is done where nobody knows how much there is: drawn over itself on a terminal, now and then a line elsewhere. */
export function createTally(
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  nowMs: () => number = Date.now,
): Tally {
  let lastLineAtMs = nowMs();
  let drawn = false;
  return {
    show(what, done) {
      if (out.isTTY) {
        out.write(`\r\x1b[2K${what} ${done}`);
        drawn = true;
        return;
      }
      if (nowMs() - lastLineAtMs < LINE_EVERY_MS) return;
      lastLineAtMs = nowMs();
      out.write(`${what} ${done}\n`);
    },
    end() {
      if (drawn) out.write('\r\x1b[2K');
      drawn = false;
    },
  };
}
