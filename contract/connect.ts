import type { z } from 'zod';
import { createDoor, type Door, type DoorRules } from './door.ts';
import { isSandboxEmail } from './sandbox.ts';
import { readSettings, type SharedSettings } from './settings.ts';
import type { Connect, Target } from './target.ts';

/**
 * How a run reaches one system: its settings out of the environment, and a door that lets nothing but the sandbox through.
 * `made` is what the system has of its own; all its calls have to go through the door.
 */
export function connectTo<Shape extends z.ZodRawShape>(
  system: string,
  shape: Shape,
  rules: DoorRules,
  made: (
    settings: z.output<z.ZodObject<Shape>> & SharedSettings,
    door: Door,
  ) => Omit<Target, 'settings' | 'door'>,
): Connect {
  return (environment) => {
    const settings = readSettings(system, shape, environment);
    if (!('url' in settings)) return settings;
    const door = createDoor(rules, (email) => isSandboxEmail(email, settings));
    return { settings, door, ...made(settings, door) };
  };
}
