import { makeEnrolled } from './clients.ts';
import { type Jar, type JarOptions, newJar } from './jar.ts';
import { PASSWORD } from './people.ts';
import type { World } from './world.ts';

export const EMAIL = 'ada@example.com';

/** Passwords are hashed slowly on purpose, and the machine may have other things to do. */
export const SLOW = { timeout: 30_000 };

/** A browser in which the enrolled client of `EMAIL` has just signed in. */
export async function entered(world: World, options: JarOptions = {}): Promise<Jar> {
  const jar = newJar(world, options);
  const answer = await logIn(jar);
  if (answer.status !== 303) throw new Error(`log-in answered ${answer.status}`);
  return jar;
}

export function logIn(jar: Jar, email = EMAIL, password = PASSWORD): Promise<Response> {
  return jar.post('/login', { email, password });
}

/** The client of `EMAIL` and a browser that is signed in. */
export async function enrolledAndEntered(world: World) {
  const id = await makeEnrolled(world, EMAIL);
  return { id, jar: await entered(world) };
}

/** Subjects of the mails to an address, oldest first, once everything due was sent. */
export async function subjectsTo(world: World, email = EMAIL): Promise<readonly string[]> {
  await world.drain();
  const mails = await world.emulators.messages(email);
  return mails.map(({ subject }) => subject).reverse();
}
