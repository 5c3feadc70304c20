// Each test's run object belongs to the world that the test made: its name carries the world's.
import type { Ports } from '#ports/ports.ts';

const worlds = new Map<string, () => Ports>();

export function registerWorld(name: string, ports: () => Ports): void {
  worlds.set(name, ports);
}

/** Objects are named `WORLD/…`. */
export function portsOfObject(objectName: string): Ports {
  const ports = worlds.get(objectName.split('/')[0] ?? '');
  if (!ports) throw new Error(`no world for the object "${objectName}"`);
  return ports();
}
