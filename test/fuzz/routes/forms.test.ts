// Every page that takes a form, as a stranger, as a client and as an operator.
import { beforeAll, describe } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import { makeEnrolled, signedIn } from '../../support/clients.ts';
import { enterArea } from '../../support/operators.ts';
import { A_REQUEST, fuzz } from '../support/fuzz.ts';
import { type Posted, posted } from './support/form-inputs.ts';
import { type FuzzedService, newFuzzedService } from './support/fuzzed-service.ts';
import { routesOf } from './support/routes-of.ts';

const isPost = (method: string) => method === 'POST';
const PAGES = routesOf('page', isPost);
const AREA = routesOf('area', isPost);

let service: FuzzedService;
beforeAll(async () => {
  service = await newFuzzedService();
});

/** Never the same visitor twice, so that nobody is kept out for trying too often. */
let visitors = 0;
function post({ path, body, headers }: Posted, cookie = ''): Promise<Response> {
  visitors++;
  const ip = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
  const all = { 'cf-connecting-ip': ip, ...(cookie && { cookie }), ...headers };
  return service.ask(path, { method: 'POST', body, headers: all });
}

describe('forms', () => {
  fuzz('forms of visitors', posted(PAGES, []), async (input) => {
    await post(input);
  });

  let id: ClientId | undefined;
  let client = '';
  fuzz(
    'forms of clients',
    posted(PAGES, []),
    async (input) => {
      id ??= await makeEnrolled(service.world);
      client ||= await signedIn(service.world, id);
      if (hasLeft(await post(input, client))) client = '';
    },
    A_REQUEST,
  );

  let operator = '';
  fuzz(
    'forms of operators',
    posted(AREA, []),
    async (input) => {
      operator ||= await operatorCookie();
      if (hasLeft(await post(input, operator))) operator = '';
    },
    A_REQUEST,
  );
});

/** Some forms end the session, or all of them. */
function hasLeft(answer: Response): boolean {
  return /^\/(?:login|admin\/sign-in|$)/.test(answer.headers.get('location') ?? '');
}

async function operatorCookie(): Promise<string> {
  const { cookies } = await enterArea(service.world);
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
