import { CommandFault } from '../output/command-fault.ts';

/** A refusal of the service: its sentence and its stable code. */
export class ProblemFault extends CommandFault {
  readonly status: number;
  readonly code: string;

  constructor(status: number, body: unknown, path: string) {
    const { code, detail } = (body ?? {}) as { code?: unknown; detail?: unknown }; // checked below
    const known = typeof code === 'string' && typeof detail === 'string';
    super(
      known ? `${detail} (${code})` : `The service answered ${status} to ${path}.`,
      known ? HINTS[code] : undefined,
    );
    this.status = status;
    this.code = known ? code : `http_${status}`;
  }
}

/** What to do about it, where the sentence does not say so. */
const HINTS: Readonly<Record<string, string>> = {
  signature_invalid:
    'The key must be one of ADMIN_JWKS. The demo makes a new key each time it starts.',
  audience_wrong: 'The service is reached under another address than its ORIGIN.',
};
