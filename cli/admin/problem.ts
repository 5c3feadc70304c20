import { CommandFault } from '../output/command-fault.ts';
import { EXIT, type ExitCode } from '../output/exit.ts';

/** A refusal of the service: its sentence and its stable code. */
export class ProblemFault extends CommandFault {
  readonly status: number;

  constructor(status: number, body: unknown, path: string) {
    const { code, detail } = (body ?? {}) as { code?: unknown; detail?: unknown }; // checked below
    const known = typeof code === 'string' && typeof detail === 'string';
    super(
      known ? `${detail} (${code})` : `The service answered ${status} to ${path}.`,
      known ? HINTS[code] : undefined,
      { code: known ? code : `http_${status}`, exitCode: exitCodeFor(status, known) },
    );
    this.status = status;
  }
}

/** A gateway's answer is no answer of the service; one with a code is. */
function exitCodeFor(status: number, known: boolean): ExitCode {
  if (status === 401 || status === 403) return EXIT.forbidden;
  return !known && status >= 502 ? EXIT.unreachable : EXIT.failed;
}

/** What to do about it, where the sentence does not say so. */
const HINTS: Readonly<Record<string, string>> = {
  signature_invalid:
    'The key must be one of ADMIN_JWKS. The demo makes a new key each time it starts.',
  role_forbidden: 'This key is a reader’s. Sign with an operator’s: --key FILE.',
  audience_wrong: 'The service is reached under another address than its ORIGIN.',
};
