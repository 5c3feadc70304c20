/** Somebody took the run up after us. Stop; the store already has what they did. */
export class RunTakenOver extends Error {
  constructor(runId: string) {
    super(`run ${runId} was taken up by another holder`);
  }
}
