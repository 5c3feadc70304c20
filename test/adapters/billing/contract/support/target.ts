// What the contract suite needs of a billing system's other side: what a person sees and does there. Told in the same
// few words for all of them; each target translates.

export interface Target {
  readonly name: 'whmcs' | 'blesta' | 'hostbill' | 'ubersmith';
  /** Settings of a service that bills through the emulator under this address. */
  settings(emulatorsUrl: string): Readonly<Record<string, string>>;
  desk(emulatorsUrl: string): TargetDesk;
  /** The writes of one delivery to a client who is new there, in their order. */
  readonly writes: readonly string[];
  /** The last write without which there is no document yet that a person could cancel, pay or copy. */
  readonly makes: string;
  /** The write that shows the document to the client. */
  readonly issues: string;
  /** Whether a document in another currency than the client's is refused. */
  readonly currencyOfClient: boolean;
  /** Whether a document that somebody changed before it was issued stays unseen by the client. */
  readonly drafts: boolean;
  /** Where refusals are sentences: an install that says "there is nobody" in words of its own, and the setting for them. */
  readonly foreign?: {
    readonly options: Readonly<Record<string, unknown>>;
    readonly settings: Readonly<Record<string, string>>;
  };
  /** Calls that one new document of so many lines takes, from the first look to done. */
  callsPerDocument(lines: number): number;
}

export interface TargetDesk {
  /** Every document that carries one of our references, oldest first. */
  documents(): Promise<readonly TargetDocument[]>;
  clients(): Promise<readonly { readonly id: string; readonly email: string }[]>;
  /** Calls that changed something there or tried to, by name, oldest first. */
  writes(): Promise<readonly string[]>;
  /** How many calls are not answered yet. */
  underWay(): Promise<number>;
  /** How many calls there were. */
  calls(): Promise<number>;
  /** The next call of this name goes wrong so. */
  fail(call: string, fault: Fault): Promise<void>;
  /** Failures that have not happened yet. */
  pending(): Promise<number>;
  /** From now on every call is refused: our address, or our key. Null lets us in again. */
  refuse(why: 'address' | 'key' | null): Promise<void>;
  /** A hook of theirs raises the first line of every document. */
  meddle(): Promise<void>;
  /** The install behaves so from now on, by the emulator's switches. */
  options(values: Readonly<Record<string, unknown>>): Promise<void>;
  clockOff(hours: number): Promise<void>;
  pay(documentId: string, amount?: string): Promise<void>;
  cancel(documentId: string): Promise<void>;
  copy(documentId: string): Promise<void>;
  deleteClient(clientId: string): Promise<void>;
  changeCurrency(clientId: string, currency: string): Promise<void>;
}

export interface TargetDocument {
  readonly id: string;
  readonly state: 'draft' | 'open' | 'paid' | 'cancelled';
  /** Decimal text of the lines' sum. */
  readonly total: string;
  readonly lines: number;
  readonly reference: string;
}

/** As the emulators' failure rules say it. */
export interface Fault {
  readonly loseReply?: true;
  readonly delayMs?: number;
  readonly holdMs?: number;
  readonly status?: number;
  readonly body?: string;
  readonly contentType?: string;
  readonly truncate?: number;
}

export async function readJson<T>(url: string): Promise<T> {
  return answerOf<T>(await fetch(url));
}

export async function postJson<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return answerOf<T>(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return response.json<T>();
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}

const REFERENCE = /PM-[0-9A-Z]{10}/;

export function referenceIn(texts: readonly string[]): string | undefined {
  return texts.map((text) => REFERENCE.exec(text)?.[0]).find((found) => found !== undefined);
}

/** Decimal texts added up in hundredths. */
export function sum(amounts: readonly string[]): string {
  const cents = amounts.reduce((total, amount) => total + Math.round(Number(amount) * 100), 0);
  return (cents / 100).toFixed(2);
}
