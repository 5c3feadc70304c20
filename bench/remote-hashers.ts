// Objects that hash passwords in another process, as production has them on another thread or machine: one workerd has
// one thread for all that is in it (docs/platform.md). The transport is the stand-in; what hashes is the real object.

const remote = new WeakMap<object, object>();

interface HashersEnv {
  /** Of a Worker of `hasher-worker.ts`; nothing is replaced without it. */
  readonly BENCH_HASHER_URL?: string;
}

/** What is sent for one call. */
export interface HasherCall {
  readonly object: string;
  readonly method: 'hash' | 'verify';
  readonly parameters: readonly [password: string, hash?: string];
}

/** The environment with its hashers elsewhere; the same one each time it is asked for. */
export function withRemoteHashers<E extends HashersEnv>(env: E): E {
  const url = env.BENCH_HASHER_URL;
  if (url === undefined) return env;
  const known = remote.get(env);
  if (known) return known as E; // stored under this very environment
  const ask = async (call: HasherCall) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(call) })).json();
  const stub = (object: string) => ({
    hash: (...parameters: HasherCall['parameters']) => ask({ object, method: 'hash', parameters }),
    verify: (...parameters: HasherCall['parameters']) =>
      ask({ object, method: 'verify', parameters }),
  });
  const wrapped = { ...env, PASSWORD_HASHER: { idFromName: (name: string) => name, get: stub } };
  remote.set(env, wrapped);
  return wrapped;
}
