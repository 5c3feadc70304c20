// The mail system in memory. It looks into the database while it is being told something: what is not committed must not
// be known to it.
import { env } from 'cloudflare:workers';
import type { Letter } from '#core/letters.ts';
import { err, ok, type Result } from '#core/result.ts';
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

const OUTCOME_UNKNOWN = 'mail_outcome_unknown';

function failure<C extends string>(
  disposition: PortFailure['disposition'],
  code: C,
): PortFailure<C> {
  return { disposition, code, detail: '' };
}
