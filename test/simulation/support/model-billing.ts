// A billing system in memory, with clients and documents of its own, that forgets nothing it was told twice. It looks
// into our database while it is being written to: what is not committed must not be known to it, and a write whose
// intent is not stored would be lost by a crash.
import { env } from 'cloudflare:workers';
import { err, ok, type Result } from '#core/result.ts';
import type {
  BillingClient,
  BillingCode,
  BillingFailure,
  BillingSystem,
  Delivery,
  DeliveryJournal,
  NewBillingClient,
} from '#ports/billing-system.ts';
import type { Surroundings } from './model-panel.ts';

interface ModelDocument {
  readonly id: string;
  readonly clientId: string;
  readonly reference: string;
  readonly number: string;
  readonly totalMinor: number;
  phase: 'opened' | 'filled' | 'done';
}

/** What the use cases wait before they look after a write in doubt; a slow write is done within it. */
export const SETTLE_MS = 60_000;

const NONE: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };
const NEXT = { opened: 'filled', filled: 'done', done: 'done' } as const;

export class ModelBilling {
  clients: BillingClient[] = [];
  documents: ModelDocument[] = [];
  /** Writes that are done after their caller has given up waiting. */
  #slow: { readonly atMs: number; readonly write: () => void }[] = [];
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Numbers of the documents that clients can see there. */
  get delivered(): readonly string[] {
    return this.documents.filter(({ phase }) => phase === 'done').map(({ number }) => number);
  }

  readonly port: BillingSystem = {
    capabilities: {
      name: 'whmcs',
      external: true,
      currencyPerDocument: true,
      negativeLines: true,
      signIn: 'none',
    },
    probe: () => this.#read({ version: 'model', problems: [] }),
    findClient: async (email) => this.#read(this.#clientOf(email)),
    readClient: async (id) => this.#read(this.clients.find((client) => client.id === id) ?? null),
    createClient: (client) => this.#createClient(client),
    look: (delivery) => this.#look(delivery),
    advance: (delivery) => this.#advance(delivery),
    read: () => this.#read(null),
    cancel: async () => err(failure('rejected', 'billing_unsupported')),
    payLink: async () => err(failure('rejected', 'billing_unsupported')),
    readSignal: async () => undefined,
  };

  #clientOf(email: string): BillingClient | null {
    this.#doWhatIsSlow();
    return this.clients.find((client) => client.email === email) ?? null;
  }

  async #createClient(client: NewBillingClient): Promise<Result<BillingClient, BillingFailure>> {
    const { email, currency } = client;
    if (this.#clientOf(email)) return err(failure('rejected', 'billing_conflict'));
    return this.#write(() => {
      const known = this.#clientOf(email);
      if (known) return known; // their own unique key
      const made = { id: String(this.clients.length + 1), email, currency, active: true };
      this.clients.push(made);
      return made;
    });
  }

  async #look({ document }: Delivery): Promise<Result<DeliveryJournal, BillingFailure>> {
    this.#doWhatIsSlow();
    const found = this.documents.filter(({ reference }) => reference === document.reference);
    if (found.length > 1) return err(failure('rejected', 'billing_ambiguous'));
    return this.#read(found[0] ? journalOf(found[0]) : NONE);
  }

  async #advance({ document, clientId, journal }: Delivery) {
    await this.#checkCommitted(document.number, document.reference);
    const { reference, number, totalMinor } = document;
    return this.#write(() => {
      const known = this.documents.find(({ id }) => id === journal.documentId);
      if (known) known.phase = NEXT[known.phase];
      const id = String(this.documents.length + 1);
      const made = known ?? {
        id,
        clientId,
        reference,
        number,
        totalMinor,
        phase: 'opened' as const,
      };
      if (!known) this.documents.push(made);
      return journalOf(made);
    });
  }

  async #checkCommitted(number: string, reference: string): Promise<void> {
    const row = await env.DB.prepare(
      `SELECT (SELECT sum(amount_minor) FROM invoice_line WHERE invoice_id = invoice.id) = total_minor
         AND number_in_series > 0 AS whole, delivery.in_doubt_since_ms AS inDoubt
       FROM invoice LEFT JOIN delivery ON delivery.invoice_id = invoice.id AND reference = ? WHERE number = ?`,
    )
      .bind(reference, number)
      .first<{ whole: number | null; inDoubt: number | null }>();
    const { violate } = this.#around;
    if (row?.whole !== 1) violate(`${number} is delivered although it is not committed as a whole`);
    if (!row?.inDoubt) violate(`${number} is delivered without a stored intent`);
  }

  async #write<T>(write: () => T): Promise<Result<T, BillingFailure>> {
    const { prng, outside, nowMs } = this.#around;
    this.#doWhatIsSlow();
    if (!prng.chance(outside())) return ok(write());
    switch (prng.below(6)) {
      case 0:
        return err(failure('rejected', 'billing_rejected'));
      case 1:
        return err(failure('rejected', 'billing_refused_key'));
      case 2:
        return err(failure('unknown', 'billing_error'));
      case 3:
        write();
        return err(failure('unknown', 'billing_unreachable'));
      case 4:
        this.#slow.push({ atMs: nowMs() + prng.below(SETTLE_MS), write });
        return err(failure('unknown', 'billing_slow'));
      default:
        return err(failure('unavailable', 'billing_rate_limited'));
    }
  }

  #doWhatIsSlow(): void {
    const nowMs = this.#around.nowMs();
    const due = this.#slow.filter(({ atMs }) => atMs <= nowMs);
    this.#slow = this.#slow.filter(({ atMs }) => atMs > nowMs);
    for (const { write } of due) write();
  }

  async #read<T>(value: T): Promise<Result<T, BillingFailure>> {
    const { prng, outside } = this.#around;
    return prng.chance(outside()) ? err(failure('unavailable', 'billing_unreachable')) : ok(value);
  }
}

function journalOf({ id, phase }: ModelDocument): DeliveryJournal {
  return { phase, documentId: id, lines: {} };
}

function failure(disposition: BillingFailure['disposition'], code: BillingCode): BillingFailure {
  return { disposition, code, detail: '' };
}
