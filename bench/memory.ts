// What a run needs at its peak: the isolate by the inspector, the process by /proc.
import { readFileSync, writeFileSync } from 'node:fs';
import { openInspector } from './inspector.ts';
import type { StartedWorker } from './start-worker.ts';

const SAMPLE_EVERY_MS = 50;
const COLLECT_EVERY_MS = 400;

export interface MemoryPeaks {
  readonly heapUsedBytes: number;
  /** Heap in use, embedder objects and array buffers together. */
  readonly isolateBytes: number;
  /** Undefined where the system does not tell. */
  readonly residentGrowthBytes: number | undefined;
  readonly samples: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

export interface MemoryWatch {
  /** Stops watching. */
  peaks(): Promise<MemoryPeaks>;
}

/** `live`: garbage is collected before each sample, which slows everything down. Otherwise it counts as long as it is there. */
export async function watchMemory(
  worker: StartedWorker,
  counts: 'all' | 'live' = 'all',
): Promise<MemoryWatch> {
  if (!worker.inspectorUrl) throw new Error('the Worker was started without its inspector');
  const inspector = await openInspector(worker.inspectorUrl);
  const resident = watchResident(worker.pid);
  const everyMs = counts === 'live' ? COLLECT_EVERY_MS : SAMPLE_EVERY_MS;
  let heapUsedBytes = 0;
  let isolateBytes = 0;
  let samples = 0;
  let watching = true;
  const sample = async () => {
    if (counts === 'live') await inspector.send('HeapProfiler.collectGarbage');
    const heap = await inspector.send<HeapUsage>('Runtime.getHeapUsage');
    const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = heap;
    heapUsedBytes = Math.max(heapUsedBytes, usedSize);
    isolateBytes = Math.max(isolateBytes, usedSize + embedderHeapUsedSize + backingStorageSize);
    samples++;
  };
  const sampling = (async () => {
    while (watching) {
      // A sample that fails is one less; the figures say how many there were.
      await sample().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  })();
  return {
    async peaks() {
      watching = false;
      await sampling;
      inspector.close();
      if (samples === 0) throw new Error('the inspector told nothing of the heap');
      return { heapUsedBytes, isolateBytes, residentGrowthBytes: resident?.(), samples };
    },
  };
}

/** Answers, when called, by how much the process grew at most since now. */
function watchResident(pid: number | undefined): (() => number) | undefined {
  if (pid === undefined) return undefined;
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // resets the peak (proc(5))
  const beforeBytes = residentBytes(pid, 'VmRSS');
  return () => residentBytes(pid, 'VmHWM') - beforeBytes;
}

function residentBytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
}
