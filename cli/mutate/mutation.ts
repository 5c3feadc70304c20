/** One change of the source that breaks a promise; some test must see it. */
export interface Mutation {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Why no test can see it. Shown, and counted apart: it must survive. */
  readonly equivalent?: string;
}

/** `find` stands exactly once in the file. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}
