// What a letter says, before it becomes a text part and an HTML part. Both are made from the same draft, so
// they cannot differ.
export interface Draft {
  readonly subject: string;
  /** Name of the person, as they gave it. */
  readonly name: string;
  /** Said before the button. */
  readonly before: readonly string[];
  readonly action: Action;
  /** Said after it; a link stands on a line of its own, and a text keeps its lines. */
  readonly after: readonly (string | Link)[];
}

export interface Action {
  readonly label: string;
  readonly url: string;
}

export interface Link {
  readonly url: string;
}
