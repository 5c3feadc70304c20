// People in the admin area: an operator's and a reader's browser, signed in as the command does it.
import { type Jar, newJar } from './jar.ts';
import { ADMIN_KID, type Signing, type World } from './world.ts';

/** What the page at `path` wants to be signed. */
export async function challengeOn(jar: Jar, path = '/admin/sign-in'): Promise<string> {
  const html = await jar.read(path);
  return /<code class="command">[^<]* (\S+)<\/code>/.exec(html)?.[1] ?? '';
}

/** What the form at `path` makes, sealed. */
export async function draftOn(jar: Jar, path: string): Promise<string> {
  return /name="draft" value="([^"]+)"/.exec(await jar.read(path))?.[1] ?? '';
}

export async function approve(
  world: World,
  challenge: string,
  signing: Signing = {},
): Promise<Response> {
  return world.request('/admin/sessions', {
    method: 'POST',
    body: await world.sign({ action: 'open_session', challenge }, signing),
    headers: { 'content-type': 'application/jose' },
  });
}

/** A browser in the admin area; the operator's, unless somebody else signs. */
export async function enterArea(world: World, signing: Signing = {}): Promise<Jar> {
  const jar = newJar(world);
  await approve(world, await challengeOn(jar), signing);
  const answer = await jar.get('/admin/sign-in');
  if (answer.status !== 303) throw new Error(`not let in as ${signing.kid ?? ADMIN_KID}`);
  return jar;
}

/** The cookies of such a browser, for requests that are made without one. */
export async function operatorCookie(world: World): Promise<string> {
  const { cookies } = await enterArea(world);
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
