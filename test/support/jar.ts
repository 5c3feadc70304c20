// A browser as far as the service can tell: it keeps cookies, and comes from somewhere.
import type { World } from './world.ts';

export interface JarOptions {
  readonly ip?: string;
  readonly userAgent?: string;
  /** `name=value` pairs that it has already. */
  readonly cookies?: readonly string[];
}

export type Jar = ReturnType<typeof newJar>;

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

export function newJar(world: World, options: JarOptions = {}) {
  const { ip = '203.0.113.77', userAgent = FIREFOX, cookies = [] } = options;
  const jar = new Map(cookies.map((cookie) => split(cookie)));

  async function send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await world.request(path, {
      ...init,
      headers: {
        'cf-connecting-ip': ip,
        'user-agent': userAgent,
        ...(cookie && { cookie }),
      },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name, value] = split(set.split(';')[0] ?? '');
      if (/max-age=0/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  return {
    cookies: jar,
    get: (path: string) => send(path, {}),
    post: (path: string, fields: Readonly<Record<string, string>> | [string, string][] = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** The page's text. */
    read: async (path: string) => (await send(path, {})).text(),
    /** The same cookies in another place, as a thief has them. */
    stolen: () =>
      newJar(world, {
        ip: '198.51.100.9',
        cookies: [...jar].map(([name, value]) => `${name}=${value}`),
      }),
  };
}

/** Where an answer leads. */
export function ledTo(answer: Response): readonly [number, string | null] {
  return [answer.status, answer.headers.get('location')];
}

/** Status and code of a page that refuses. */
export async function refusal(answer: Response): Promise<readonly [number, string]> {
  return [answer.status, /<code>([a-z_]+)<\/code>/.exec(await answer.text())?.[1] ?? ''];
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}
