// A browser as far as a journey needs one: forms, cookies, no script. A connection each, as workerd closes idle ones.
import { request } from 'node:http';

export interface Page {
  readonly status: number;
  readonly text: string;
}

export interface Visitor {
  get(path: string): Promise<Page>;
  /** Submits a form; a field may be repeated. */
  post(path: string, form: readonly (readonly [name: string, value: string])[]): Promise<Page>;
}

/** `cookies` are `name=value`. */
export function createVisitor(origin: URL, cookies: readonly string[] = []): Visitor {
  const jar = new Map(cookies.map((cookie) => [cookie.split('=')[0] ?? '', cookie]));

  function go(method: string, path: string, body?: string): Promise<Page> {
    return new Promise((resolve, reject) => {
      const headers = {
        cookie: [...jar.values()].join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      };
      const call = request(new URL(path, origin), { method, headers, agent: false }, (response) => {
        for (const cookie of response.headers['set-cookie'] ?? []) {
          const [pair = ''] = cookie.split(';');
          jar.set(pair.split('=')[0] ?? '', pair);
        }
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  return {
    get: (path) => go('GET', path),
    post: (path, form) =>
      go('POST', path, new URLSearchParams(form.map(([name, value]) => [name, value])).toString()),
  };
}
