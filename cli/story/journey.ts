import type { Seeded } from '../instance/seed.ts';
import type { Hero } from './hero.ts';
import type { Narrator } from './narrator.ts';
import type { World } from './world.ts';

/** What every chapter works with. */
export interface Journey {
  readonly narrator: Narrator;
  readonly world: World;
  readonly hero: Hero;
  readonly seeded: Seeded;
  /** The month that the hero lives through, and the one before it, which the seeded clients used. */
  readonly month: string;
  readonly monthBefore: string;
}
