import type { RunId } from '#core/ids.ts';
import type { ExecuteRefusal } from '#core/invoicing/run-state.ts';
import type { Result } from '#core/result.ts';
import type { RunApproval, RunObject, RunRequest } from '#ports/run-object.ts';

/** There is one object for all runs: that is what puts them in order. */
const THE_OBJECT = 'runs';

/** The methods of the object as they are called over RPC. */
interface RunObjectRpc extends Rpc.DurableObjectBranded {
  start(request: RunRequest): Promise<RunId>;
  approve(approval: RunApproval): Promise<Result<RunId, ExecuteRefusal>>;
  settled(runId: RunId, timeoutMs: number): Promise<void>;
  wake(): Promise<void>;
}

export function createRunObject(namespace: DurableObjectNamespace): RunObject {
  // The port promises plain data, which RPC copies; the platform's stub type cannot say that.
  const stub = () => namespace.get(namespace.idFromName(THE_OBJECT)) as unknown as RunObjectRpc;
  return {
    start: (request) => stub().start(request),
    approve: (approval) => stub().approve(approval),
    settled: (runId, timeoutMs) => stub().settled(runId, timeoutMs),
    wake: () => stub().wake(),
  };
}
