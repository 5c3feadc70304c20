/**
 * Every call of a run goes through here. A write is let through only if all that it names is the sandbox's own: its client,
 * its invoices, its services. Anything else throws before it is sent, whoever asked for it. What belongs to the sandbox is
 * learnt from the answers to its own calls.
 */
import type { z } from 'zod';
import type { Refusal } from './refusals.ts';

export type Kind = 'client' | 'invoice' | 'service';

/** Something that a call writes to; an address where the client is still to be made. */
export interface Named {
  readonly kind: Kind | 'email';
  readonly value: string;
}

/** What one system's calls are called, and what they write to. */
export interface DoorRules {
  /** Of query and body together; empty where it cannot be told. */
  callOf(url: URL, fields: URLSearchParams): string;
  readonly reads: ReadonlySet<string>;
  readonly writes: Readonly<Record<string, (fields: URLSearchParams) => readonly Named[]>>;
  /** What a refusal says, where it comes in sentences; undefined for an answer that is none. */
  readonly refusalIn?: (answer: unknown) => string | undefined;
  /** Calls whose answer tells a new id. */
  readonly makes: Readonly<Record<string, { readonly kind: Kind; readonly id: z.ZodType<string> }>>;
}

export interface Door {
  readonly fetch: typeof globalThis.fetch;
  /** Something that is known to be of a sandbox. */
  adopt(kind: Kind, id: string): void;
  /** What is known to be of a sandbox by now. */
  known(kind: Kind): ReadonlySet<string>;
  /** What was refused, each once. */
  refusals(): readonly Refusal[];
}

export function createDoor(rules: DoorRules, isSandboxEmail: (email: string) => boolean): Door {
  const known: Readonly<Record<Kind, Set<string>>> = {
    client: new Set(),
    invoice: new Set(),
    service: new Set(),
  };
  const refusals = new Map<string, Refusal>();
  const isOurs = ({ kind, value }: Named) =>
    kind === 'email' ? isSandboxEmail(value) : known[kind].has(value);

  function refusal(call: string, fields: URLSearchParams): string | undefined {
    if (rules.reads.has(call)) return undefined;
    const write = Object.hasOwn(rules.writes, call) ? rules.writes[call] : undefined;
    if (!write) return `${call} is not among the calls of the contract`;
    const names = write(fields);
    const foreign = names.find((named) => !isOurs(named));
    if (foreign) return `${call} with ${foreign.kind} ${foreign.value} is not the sandbox's`;
    return names.length > 0 ? undefined : `${call} names nothing of the sandbox`;
  }

  return {
    adopt: (kind, id) => void known[kind].add(id),
    known: (kind) => known[kind],
    refusals: () => [...refusals.values()],
    async fetch(input, init) {
      const url = new URL(String(input));
      const fields = fieldsOf(url, init);
      const call = rules.callOf(url, fields);
      const why = refusal(call, fields);
      if (why) throw new Error(`refused at the door: ${why}`);
      const answer = await fetch(input, init);
      const made = rules.makes[call];
      if (!made && !rules.refusalIn) return answer;
      const text = await answer.text();
      const json = jsonOf(text);
      const id = made?.id.safeParse(json).data;
      if (made && id !== undefined) known[made.kind].add(id);
      const { status, headers } = answer;
      const words = rules.refusalIn?.(json);
      if (words) refusals.set(`${call} ${words}`, { call, status, words });
      return new Response(text, { status, headers: withoutLength(headers) });
    },
  };
}

/** All values of a field, because PHP takes the last of them and others the first; none is a name of nothing. */
export function named(kind: Named['kind'], ...names: readonly string[]) {
  return (fields: URLSearchParams): readonly Named[] =>
    names.flatMap((name) => {
      const values = fields.getAll(name);
      return (values.length > 0 ? values : ['']).map((value) => ({ kind, value }));
    });
}

/** The one value of a field that may stand in query and body both; empty where they differ. */
export function onlyValue(fields: URLSearchParams, name: string): string {
  const [value = '', ...others] = new Set(fields.getAll(name));
  return others.length === 0 ? value : '';
}

function fieldsOf(url: URL, init: RequestInit | undefined): URLSearchParams {
  const fields = new URLSearchParams(url.search);
  const text = String(init?.body ?? '');
  const isJson = new Headers(init?.headers).get('content-type') === 'application/json';
  const body = isJson ? new URLSearchParams(JSON.parse(text)) : new URLSearchParams(text);
  for (const [name, value] of body) fields.append(name, value);
  return fields;
}

/** From the first brace on: a module of theirs may print before it. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.slice(Math.max(0, text.indexOf('{'))));
  } catch {
    return undefined;
  }
}

/** They were right for the body as it came. */
function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-length');
  kept.delete('content-encoding');
  return kept;
}
