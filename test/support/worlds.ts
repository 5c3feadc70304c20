// Each test's run object belongs to the world that the test made. Objects are known by id: one that an alarm starts
// has no name.
import type { Ports } from '#ports/ports.ts';

const worlds = new Map<string, () => Ports>();

export function registerWorld(objectId: string, ports: () => Ports): void {
  worlds.set(objectId, ports);
}

export function portsOfObject(objectId: string): Ports {
  const ports = worlds.get(objectId);
  if (!ports) throw new Error(`no world for the object ${objectId}`);
  return ports();
}
