/** Every call of the API, so that a test can count writes. Secrets are replaced before anything is kept. */
import type { PhpMap } from '../../php-form/php-value.ts';

const CALLS_KEPT = 5000;
const PARAMS_KEPT_CHARACTERS = 20_000;
const SECRET_FIELDS = new Set([
  ...['identifier', 'secret', 'username', 'password', 'accesskey', 'password2'],
  ...['securityqans', 'cardnum', 'cvv', 'bankacct', 'customvars'],
]);

export interface CallEntry {
  readonly number: number;
  readonly time: string;
  /** As the vendor spells it; as the caller did where it is unknown. */
  readonly action: string;
  readonly isWrite: boolean;
  readonly params: unknown;
  /** Null while the call is under way. */
  httpStatus: number | null;
  /** Whether the work was done; a reply that got lost does not undo it. */
  committed: boolean;
  message: string | null;
  /** The ids in the answer, for example `{"invoiceid":7}`. */
  ids: Readonly<Record<string, unknown>>;
  failure: readonly string[];
}

export interface CallLog {
  readonly entries: () => readonly CallEntry[];
  readonly clear: () => void;
  readonly begin: (time: string, action: string, isWrite: boolean, body: PhpMap) => CallEntry;
}

export function createCallLog(): CallLog {
  let entries: CallEntry[] = [];
  let number = 0;
  return {
    entries: () => entries,
    clear: () => {
      entries = [];
    },
    begin: (time, action, isWrite, body) => {
      number += 1;
      const entry: CallEntry = {
        number,
        time,
        action,
        isWrite,
        params: withoutSecrets(body),
        httpStatus: null,
        committed: false,
        message: null,
        ids: {},
        failure: [],
      };
      entries.push(entry);
      if (entries.length > CALLS_KEPT) entries = entries.slice(-CALLS_KEPT);
      return entry;
    },
  };
}

function withoutSecrets(body: PhpMap): unknown {
  const json = JSON.stringify(body, (key, value) => (SECRET_FIELDS.has(key) ? '[removed]' : value));
  if (json.length <= PARAMS_KEPT_CHARACTERS) return JSON.parse(json);
  // Hundreds of lines: what tells calls apart is kept.
  const { action, userid, invoiceid, notes } = body;
  return { action, userid, invoiceid, notes, left: `${json.length} characters are not kept` };
}
