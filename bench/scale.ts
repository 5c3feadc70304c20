// What happens at 100,000 clients with 1,000,000 servers: measured smaller, computed up. docs/scale.md says what follows.
import type { SuiteResult, Table } from './figures.ts';
import { ASSUMED } from './scale-model.ts';
import { storageTable, tableSizes } from './scale-storage.ts';
import { busyTable, deliveryTable, limitsTable, runTable } from './scale-tables.ts';
import {
  type Documents,
  type LatencyPoint,
  type Looks,
  measureDocuments,
  measureLatencies,
  measureLooks,
} from './scale-worlds.ts';

export interface ScaleOptions {
  readonly clients: number;
  readonly months: number;
  readonly servers: number;
  readonly billedClients: number;
  readonly latencies: readonly (readonly [clients: number, delayMs: number])[];
}

export async function benchScale(options: ScaleOptions): Promise<SuiteResult> {
  const documents = await measureDocuments(options.clients, options.months);
  const looks = await measureLooks(options.servers, options.billedClients);
  const points = await measureLatencies(options.latencies);
  const tables = scaleTables(documents, looks, points);
  return { tables, data: { options, assumed: ASSUMED, documents, looks, points } };
}

/** Of what was measured, today or before. */
export function scaleTables(
  documents: Documents,
  looks: Looks,
  points: readonly LatencyPoint[],
): readonly Table[] {
  return [
    tableSizes(documents, looks),
    storageTable(documents, looks),
    busyTable(documents, looks),
    runTable(points),
    deliveryTable(documents),
    limitsTable(documents, looks),
  ];
}
