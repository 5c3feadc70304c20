import type { Env } from './schema.ts';

/** What depends on nothing but the settings, made when it is first asked for and kept as long as they are. */
export function oncePerEnv<T>(make: (env: Env) => T): (env: Env) => T {
  const made = new WeakMap<Env, { readonly value: T }>();
  return (env) => {
    const known = made.get(env);
    if (known) return known.value;
    const value = make(env);
    made.set(env, { value });
    return value;
  };
}
