import type { Change } from '#ports/changes.ts';
import type { Store } from '#ports/store.ts';

export type Group = Exclude<keyof Store, 'commit'>;

type Calls<Reads> = {
  readonly [M in keyof Reads]: Reads[M] extends (...given: infer P) => unknown
    ? readonly [P, ...P[]]
    : never;
};

/** Per read of a group one call for each form that its query can take. */
export type GroupCalls<G extends Group = Group> = { readonly [N in G]: Calls<Store[N]> };

type Sample<T extends Change['type']> = Omit<Extract<Change, { type: T }>, 'type'>;

/** Per kind of change one sample for each form that its statements can take. */
export type Samples<T extends Change['type'] = Change['type']> = {
  readonly [K in T]: readonly [Sample<K>, ...Sample<K>[]];
};
