import type { BillingCode } from '#ports/billing-system.ts';

/**
 * HostBill and Ubersmith refuse in sentences without documented codes, and nobody has collected the sentences: these words
 * are assumptions, to be compared with a real install. The first that fits counts; where none does, it is a refusal of
 * this one call. The sentence itself goes no further, because it may repeat an address or a name.
 */
const WORDS: readonly (readonly [RegExp, BillingCode])[] = [
  [/\bip\b/i, 'billing_address_blocked'],
  [
    /permission|privilege|not (?:allowed|permitted|authorized)|access denied|forbidden/i,
    'billing_not_permitted',
  ],
  [
    /authenticat|unauthori[sz]ed|credential|\bapi[ _-]?(?:id|key|token)\b|invalid (?:login|token)/i,
    'billing_refused_key',
  ],
  [
    /\bno\b.*\bfound\b|\bnot (?:be )?(?:found|located)\b|nothing found|does(?: not|n.t) exist|no such|\bno\b.*\bmatch|invalid .*(?:\b|_)(?:id|client|invoice)(?:\b|_)/i,
    'billing_document_missing',
  ],
  [
    /(?:cannot|can.t|could(?: not|n.t)|unable to|failed to) (?:find|locate)|unknown (?:client|invoice|e-?mail)/i,
    'billing_document_missing',
  ],
  [
    /(?:e-?mail|login|user ?name|account).*(?:exist|taken|in use|already|registered|unique)/i,
    'billing_conflict',
  ],
  [
    /(?:exist|taken|in use|already|registered).*(?:e-?mail|login|user ?name|account)/i,
    'billing_conflict',
  ],
];

/** Longer than any sentence. The words are looked for in time quadratic in the length, and an answer may have megabytes. */
const READ_CHARACTERS = 500;

export function refusalCode(status: number, said: string): BillingCode {
  const sentence = said.slice(0, READ_CHARACTERS);
  const known = WORDS.find(([words]) => words.test(sentence));
  if (known) return known[1];
  if (status === 401) return 'billing_refused_key';
  if (status === 403) return 'billing_not_permitted';
  return status === 404 ? 'billing_wrong_address' : 'billing_rejected';
}

/** Whether a refusal means that there is nothing of the kind. */
export function isMissing({ code }: { readonly code: BillingCode }): boolean {
  return code === 'billing_document_missing';
}
