// The other side of remote-hashers.ts: production's own object, asked over HTTP.
import type { Passwords } from '../src/ports/passwords.ts';
import type { HasherCall } from './remote-hashers.ts';

export { InvoiceRun } from '../src/durable-objects/invoice-run.ts';
export { PasswordHasher } from '../src/durable-objects/password-hasher.ts';

interface HasherEnv {
  readonly PASSWORD_HASHER: DurableObjectNamespace;
}

export default {
  async fetch(request: Request, { PASSWORD_HASHER: namespace }: HasherEnv): Promise<Response> {
    const { object, method, parameters } = (await request.json()) as HasherCall; // our own process wrote it
    const hasher = namespace.get(namespace.idFromName(object)) as unknown as Passwords;
    const [password, hash] = parameters;
    const answer = method === 'hash' ? hasher.hash(password) : hasher.verify(password, hash);
    return Response.json(await answer);
  },
};
