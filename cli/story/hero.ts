import { Browser } from './browser.ts';
import type { Lifetime } from './expected.ts';

/** The person whom the story follows, and what they did so far. */
export interface Hero {
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly password: string;
  readonly browser: Browser;
  /** Made along the way; the invoice must say the same. */
  readonly servers: Lifetime[];
}

export function makeHero(): Hero {
  return {
    name: "Aoife O'Malley & Søn",
    company: 'Björk & Gamma <Ltd>',
    email: 'aoife@newcomer.example',
    password: 'Correct-horse-7',
    browser: new Browser(),
    servers: [],
  };
}
