/** What went wrong, for the person at the terminal; no stack, and where there is one, the way out as a hint. */
export class CommandFault extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
