import type { Ports } from '#ports/ports.ts';

export type DeliveryPorts = Pick<
  Ports,
  'store' | 'clock' | 'random' | 'secrets' | 'billing' | 'settings' | 'log'
>;
