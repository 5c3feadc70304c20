import { availableParallelism, cpus } from 'node:os';

/** What figures were measured on. */
export function machine(): string {
  const [cpu] = cpus();
  return `${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.version}`;
}
