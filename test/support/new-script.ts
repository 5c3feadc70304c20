import { inject } from 'vitest';
import type { ScriptedAnswer, ScriptedRequest } from './scripted.ts';

/** A vendor's server for one test, over real HTTP, that says exactly what it is told. */
export async function newScript(...answers: readonly ScriptedAnswer[]) {
  const url = `${inject('outsideUrl')}/scripted/${crypto.randomUUID()}`;
  const set = await fetch(url, { method: 'PUT', body: JSON.stringify(answers) });
  if (!set.ok) throw new Error(`${url} answered ${set.status}`);
  return {
    url,
    /** Oldest first. */
    async requests(): Promise<readonly ScriptedRequest[]> {
      return (await fetch(url)).json();
    },
    async calls(): Promise<readonly string[]> {
      return (await this.requests()).map(({ on }) => on);
    },
  };
}
