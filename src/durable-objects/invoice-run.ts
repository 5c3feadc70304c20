// The one object that works on runs: gives them order and progress, one bounded piece per alarm. It is not the guard
// against billing twice; that is the unique key in the store, under the fence of the run.
import { DurableObject } from 'cloudflare:workers';
import { errorText } from '#core/error-text.ts';
import type { RunId } from '#core/ids.ts';
import { isWorking } from '#core/invoicing/run-state.ts';
import type { Ports } from '#ports/ports.ts';
import type { RunApproval, RunRequest } from '#ports/run-object.ts';
import { advanceRun } from '#usecases/invoicing/advance-run.ts';
import { approveRun } from '#usecases/invoicing/approve-run.ts';
import { startRun } from '#usecases/invoicing/start-run.ts';
import { composeFromRaw } from '../compose.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/** Pieces in a row that may crash before the run is set aside as failed and the next one gets its turn. */
const CRASHES_AT_MOST = 8;
const CRASHES = 'crashes';

export class InvoiceRun extends DurableObject {
  readonly #ports: Ports;
  /** Starts and approvals, one after the other: two at once would each find nothing under way. */
  #line: Promise<unknown> = Promise.resolve();
  /** Called when a piece of work is done. */
  #waiting: (() => void)[] = [];

  constructor(context: DurableObjectState, rawEnv: unknown) {
    super(context, rawEnv as never); // the base class stores it for subclasses; it is parsed here and used nowhere else
    this.#ports = this.compose(rawEnv);
  }

  /** Overridden by the development entry, which brings its own clock. */
  protected compose(rawEnv: unknown): Ports {
    return composeFromRaw(rawEnv, { worker: 'invoice-run' });
  }

  async start(request: RunRequest): Promise<RunId> {
    return this.#inLine(async () => {
      const runId = await startRun(this.#ports, request);
      await this.#setAlarm();
      return runId;
    });
  }

  async approve(approval: RunApproval) {
    return this.#inLine(async () => {
      const approved = await approveRun(this.#ports, approval);
      if (approved.ok) await this.#setAlarm();
      return approved;
    });
  }

  async settled(runId: RunId, timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const run = await this.#ports.store.runs.byId(runId);
      if (!run || !isWorking(run.state)) return;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) return;
      await this.#nextPiece(leftMs);
    }
  }

  async wake(): Promise<void> {
    if (await this.#ports.store.runs.nextWorking()) await this.#setAlarm();
  }

  override async alarm(): Promise<void> {
    try {
      const advanced = await advanceRun(this.#ports, () => this.#touch());
      await this.ctx.storage.delete(CRASHES);
      if (advanced === 'more') await this.#setAlarm();
    } catch (error) {
      await this.#crashed(error);
    } finally {
      this.#ports.metrics.flush();
      for (const resume of this.#waiting.splice(0)) resume();
    }
  }

  /** What is not done is tried again from the store's state, later each time; a run that never gets on is set aside. */
  async #crashed(error: unknown): Promise<void> {
    const { log, store, clock } = this.#ports;
    const crashes = ((await this.ctx.storage.get<number>(CRASHES)) ?? 0) + 1;
    const failure = errorText(error);
    log.error('run_piece_crashed', { crashes, failure });
    if (crashes >= CRASHES_AT_MOST) {
      const run = await store.runs.nextWorking();
      if (run) {
        const { id: runId, fence } = run;
        await store.commit([{ type: 'run_failed', runId, fence, failure, atMs: clock.nowMs() }]);
      }
      await this.ctx.storage.delete(CRASHES);
    } else {
      await this.ctx.storage.put(CRASHES, crashes);
    }
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** (crashes - 1), LONGEST_RETRY_MS);
    await this.ctx.storage.setAlarm(Date.now() + delayMs);
  }

  /** An object that a newer one replaced fails on its own storage, and so before it could commit. */
  async #touch(): Promise<void> {
    await this.ctx.storage.get(CRASHES, { noCache: true });
  }

  async #setAlarm(): Promise<void> {
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > Date.now()) await this.ctx.storage.setAlarm(Date.now());
  }

  #nextPiece(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #inLine<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#line.then(work, work);
    this.#line = result.catch(() => undefined);
    return result;
  }
}
