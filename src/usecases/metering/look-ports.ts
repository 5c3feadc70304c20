import type { Ports } from '#ports/ports.ts';

/** What a look touches. */
export type LookPorts = Pick<Ports, 'store' | 'inventory' | 'clock' | 'random' | 'log'>;
