import { EXIT, type ExitCode } from './exit.ts';

export interface FaultOptions {
  /** Stable, for programs. */
  readonly code?: string;
  readonly exitCode?: ExitCode;
}

/** What went wrong, for the person at the terminal; no stack, and where there is one, the way out as a hint. */
export class CommandFault extends Error {
  readonly hint: string | undefined;
  readonly code: string;
  readonly exitCode: ExitCode;

  constructor(message: string, hint?: string, { code = 'failed', exitCode }: FaultOptions = {}) {
    super(message);
    this.hint = hint;
    this.code = code;
    this.exitCode = exitCode ?? EXIT.failed;
  }
}

/** Ends a command that has said all there is to say, with another exit code than 0. */
export class CommandEnd extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode) {
    super('the command ended');
    this.exitCode = exitCode;
  }
}
