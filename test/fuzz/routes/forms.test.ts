// Every page that takes a form, as a stranger, as a client and as an operator.
import { describe } from 'vitest';
import { makeEnrolled, signedIn } from '../../support/clients.ts';
import { operatorCookie } from '../../support/operators.ts';
import { type Posted, posted } from './support/form-inputs.ts';
import { type FuzzedService, fuzzRequests } from './support/fuzzed-service.ts';
import { routesOf } from './support/routes-of.ts';

const isPost = (method: string) => method === 'POST';
const PAGES = routesOf('page', isPost);
const AREA = routesOf('area', isPost);

/** Never the same visitor twice, so that nobody is kept out for trying too often. */
let visitors = 0;
function post(service: FuzzedService, { path, body, headers }: Posted, cookie = '') {
  visitors++;
  const ip = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
  const all = { 'cf-connecting-ip': ip, ...(cookie && { cookie }), ...headers };
  return service.ask(path, { method: 'POST', body, headers: all });
}

describe('forms', () => {
  fuzzRequests('forms of visitors', posted(PAGES, []), async (service) => async (input) => {
    await post(service, input);
  });

  fuzzRequests('forms of clients', posted(PAGES, []), async (service) => {
    const id = await makeEnrolled(service.world);
    return whoComesBack(service, () => signedIn(service.world, id));
  });

  fuzzRequests('forms of operators', posted(AREA, []), async (service) =>
    whoComesBack(service, () => operatorCookie(service.world)),
  );
});

/** Posts as somebody signed in; some forms end the session, or all of them. */
function whoComesBack(service: FuzzedService, signIn: () => Promise<string>) {
  let cookie = '';
  return async (input: Posted) => {
    cookie ||= await signIn();
    if (hasLeft(await post(service, input, cookie))) cookie = '';
  };
}

function hasLeft(answer: Response): boolean {
  return /^\/(?:login|admin\/sign-in|$)/.test(answer.headers.get('location') ?? '');
}
