// The mail system and the billing system, in memory. Each looks into the database while it is being told something: what
// is not committed must not be known to it.
import { env } from 'cloudflare:workers';
import type { Letter } from '#core/letters.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import type { PortFailure } from '#ports/failure.ts';
import type { Mailer, MailFailure } from '#ports/mailer.ts';
import type { Surroundings } from './model-panel.ts';

export class ModelMail implements Mailer {
  /** Every letter that arrived. */
  readonly arrived: Letter[] = [];
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async send(letter: Letter, reference: string): Promise<Result<null, MailFailure>> {
    const { prng, outside, violate } = this.#around;
    const row = await env.DB.prepare('SELECT state, last_error FROM outbox WHERE id = ?')
      .bind(reference)
      .first<{ state: string; last_error: string }>();
    if (!row) violate(`letter ${letter.kind} is sent before its commit`);
    else if (row.state !== 'pending')
      violate(`letter ${letter.kind} is sent although ${row.state}`);
    else if (row.last_error === OUTCOME_UNKNOWN)
      violate(`letter ${letter.kind} of unknown outcome is sent again`);
    if (letter.kind === 'invoice_issued') await this.#checkInvoice(letter);
    if (!prng.chance(outside())) return this.#take(letter, ok(null));
    switch (prng.below(4)) {
      case 0:
        return err(failure('rejected', 'mail_refused'));
      case 1:
        return err(failure('unknown', OUTCOME_UNKNOWN));
      case 2:
        return this.#take(letter, err(failure('unknown', OUTCOME_UNKNOWN)));
      default:
        return err(failure('unavailable', 'mail_unreachable'));
    }
  }

  async #checkInvoice(letter: Extract<Letter, { kind: 'invoice_issued' }>): Promise<void> {
    const row = await env.DB.prepare(
      'SELECT total_minor, currency, month FROM invoice WHERE number = ?',
    )
      .bind(letter.number)
      .first<{ total_minor: number; currency: string; month: string }>();
    const { amountMinor, currency } = letter.total;
    if (
      row?.total_minor !== amountMinor ||
      row.currency !== currency ||
      row.month !== letter.month
    ) {
      this.#around.violate(
        `mail about ${letter.number} over ${amountMinor} ${currency}, which is not committed`,
      );
    }
  }

  #take(letter: Letter, answer: Result<null, MailFailure>) {
    this.arrived.push(letter);
    return answer;
  }
}

export class ModelBilling implements BillingSystem {
  readonly delivered = new Set<string>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async deliver(invoiceId: string): Promise<Result<null, PortFailure>> {
    const { prng, outside, violate } = this.#around;
    const row = await env.DB.prepare(
      `SELECT (SELECT sum(amount_minor) FROM invoice_line WHERE invoice_id = invoice.id) = total_minor
         AND number_in_series > 0 AS whole FROM invoice WHERE id = ?`,
    )
      .bind(invoiceId)
      .first<{ whole: number | null }>();
    if (row?.whole !== 1)
      violate(`${invoiceId} is delivered although it is not committed as a whole`);
    const task = await env.DB.prepare(
      "SELECT state, last_error FROM outbox WHERE subject_id = ? AND kind = 'deliver_invoice'",
    )
      .bind(invoiceId)
      .first<{ state: string; last_error: string }>();
    if (task?.last_error === DELIVERY_UNKNOWN)
      violate(`${invoiceId} of unknown outcome is delivered again`);
    if (!prng.chance(outside())) return this.#take(invoiceId, ok(null));
    switch (prng.below(4)) {
      case 0:
        return err(failure('rejected', 'billing_refused'));
      case 1:
        return err(failure('unknown', DELIVERY_UNKNOWN));
      case 2:
        return this.#take(invoiceId, err(failure('unknown', DELIVERY_UNKNOWN)));
      default:
        return err(failure('unavailable', 'billing_unreachable'));
    }
  }

  #take(invoiceId: string, answer: Result<null, PortFailure>) {
    this.delivered.add(invoiceId);
    return answer;
  }
}

const OUTCOME_UNKNOWN = 'mail_outcome_unknown';
const DELIVERY_UNKNOWN = 'billing_outcome_unknown';

function failure<C extends string>(
  disposition: PortFailure['disposition'],
  code: C,
): PortFailure<C> {
  return { disposition, code, detail: '' };
}
