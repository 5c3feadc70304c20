import type { BillingCode } from '#ports/billing-system.ts';

/** What a refusal may mean that we act on, as an operator names it. */
export const REFUSAL_CODES = {
  missing: 'billing_document_missing',
  taken: 'billing_conflict',
  key: 'billing_refused_key',
  permission: 'billing_not_permitted',
  address: 'billing_address_blocked',
} as const satisfies Record<string, BillingCode>;

export type RefusalMeaning = keyof typeof REFUSAL_CODES;

/** An install's own phrases, by what they mean; none is empty, and none stands under two names. */
export type RefusalWords = {
  readonly [meaning in RefusalMeaning]?: readonly string[] | undefined;
};

/** What a refusal with this HTTP status and this sentence means. */
export type RefusalReader = (status: number, said: string) => BillingCode;

/**
 * HostBill and Ubersmith refuse in sentences without documented codes, and nobody has collected the sentences: these words
 * are assumptions, and an install that says it otherwise has its own phrases in `HOSTBILL_REFUSAL_WORDS` or
 * `UBERSMITH_REFUSAL_WORDS`, which come first. The first that fits counts; where none does, it is a refusal of this one
 * call. The sentence itself goes no further, because it may repeat an address or a name.
 */
const WORDS: readonly (readonly [RegExp, RefusalMeaning])[] = [
  [/\bip\b/i, 'address'],
  // A call that is not there is nobody's client or invoice that is not there.
  [/(?<!payment )\bmethod\b/i, 'permission'],
  [
    /permission|privilege|not (?:allowed|permitted|authorized)|access denied|forbidden/i,
    'permission',
  ],
  [
    /authenticat|unauthori[sz]ed|credential|\bapi[ _-]?(?:id|key|token)\b|invalid (?:login|token)/i,
    'key',
  ],
  [
    /\bno\b.*\bfound\b|\bnot (?:be )?(?:found|located)\b|nothing found|does(?: not|n.t) exist|no such|\bno\b.*\bmatch|invalid .*(?:\b|_)(?:id|client|invoice)(?:\b|_)/i,
    'missing',
  ],
  [
    /(?:cannot|can.t|could(?: not|n.t)|unable to|failed to) (?:find|locate)|unknown (?:client|invoice|e-?mail)/i,
    'missing',
  ],
  [
    /(?:e-?mail|login|user ?name|account).*(?:exist|taken|in use|already|registered|unique)/i,
    'taken',
  ],
  [/(?:exist|taken|in use|already|registered).*(?:e-?mail|login|user ?name|account)/i, 'taken'],
];

/** Longer than any sentence. The words are looked for in time quadratic in the length, and an answer may have megabytes. */
const READ_CHARACTERS = 500;

export function refusalReader(own: RefusalWords): RefusalReader {
  const phrases = longestFirst(own);
  return (status, said) => {
    const sentence = said.slice(0, READ_CHARACTERS);
    const plain = folded(sentence);
    const [, meaning] =
      phrases.find(([phrase]) => plain.includes(phrase)) ??
      WORDS.find(([words]) => words.test(sentence)) ??
      [];
    return meaning ? REFUSAL_CODES[meaning] : codeOfStatus(status);
  };
}

/** The longer one says more: of "not found" and "key not found" the latter counts where both fit. */
function longestFirst(own: RefusalWords): readonly (readonly [string, RefusalMeaning])[] {
  const meanings = Object.keys(REFUSAL_CODES) as RefusalMeaning[]; // its type has no other keys
  return meanings
    .flatMap((meaning) => (own[meaning] ?? []).map((phrase) => [folded(phrase), meaning] as const))
    .sort(([one], [other]) => other.length - one.length);
}

/** Case and the width of gaps do not matter. */
function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}

function codeOfStatus(status: number): BillingCode {
  if (status === 401) return 'billing_refused_key';
  if (status === 403) return 'billing_not_permitted';
  return status === 404 ? 'billing_wrong_address' : 'billing_rejected';
}

/** Whether a refusal means that there is nothing of the kind. */
export function isMissing({ code }: { readonly code: BillingCode }): boolean {
  return code === REFUSAL_CODES.missing;
}
