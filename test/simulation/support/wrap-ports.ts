// Puts something between the use cases and every asynchronous call of their ports, and of the database under the store.
import { createStore } from '#adapters/d1/store.ts';
import type { Ports } from '#ports/ports.ts';
import { gatedDatabase } from './gated-database.ts';
import type { CallKind } from './scheduler.ts';

/** `work` does the call. `label` names it, `panel.createUser` say. */
export type Through = (
  label: string,
  kind: CallKind,
  work: () => Promise<unknown>,
) => Promise<unknown>;

/** Calls that change something: their reply can be lost after the change. */
const WRITES = new Set([
  'panel.createUser',
  'panel.linkUser',
  'mailer.send',
  'billing.createClient',
  'billing.advance',
]);

/** None is asynchronous. */
const SYNCHRONOUS = new Set([
  'secrets.digestStream',
  'billing.capabilities',
  'adminSignatures.keys',
  'adminSignatures.roleOf',
]);

const WRAPPED = [
  'secrets',
  'passwords',
  'adminSignatures',
  'panel',
  'usage',
  'mailer',
  'billing',
  'queue',
] as const satisfies readonly (keyof Ports)[];

/** `ports` without a store; the wrapped ones have one over `binding`. */
export function wrapPorts(
  ports: Omit<Ports, 'store'>,
  binding: D1Database,
  through: Through,
): Ports {
  const wrapped = Object.fromEntries(
    WRAPPED.map((name) => [name, wrap(ports[name], name, through)]),
  );
  return { ...ports, ...wrapped, store: createStore(gatedDatabase(binding, through)) };
}

function wrap(target: object, path: string, through: Through): object {
  return Object.fromEntries(
    Object.entries(target).map(([key, value]) => {
      const label = `${path}.${key}`;
      if (SYNCHRONOUS.has(label) || typeof value === 'number') return [key, value];
      if (typeof value === 'object' && value !== null) return [key, wrap(value, label, through)];
      const kind = WRITES.has(label) ? 'write' : 'read';
      const call = value as (...args: unknown[]) => Promise<unknown>; // a port has nothing else but functions and groups
      return [key, (...args: unknown[]) => through(label, kind, async () => call(...args))];
    }),
  );
}
