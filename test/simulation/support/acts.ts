// What people do in a simulated world: clients who sign up, and an operator with signed requests.
import { env } from 'cloudflare:workers';
import { MAX_LIFETIME_SECONDS } from '#core/invoicing/override.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Ports } from '#ports/ports.ts';
import { authorise } from '#usecases/admin/authorise.ts';
import { setTokenPrice } from '#usecases/catalogue/set-token-price.ts';
import { acceptTerms } from '#usecases/enrolment/accept-terms.ts';
import { enrolClient } from '#usecases/enrolment/enrol-client.ts';
import { requestSignup } from '#usecases/enrolment/request-signup.ts';
import { releaseParked } from '#usecases/invoicing/release-parked.ts';
import { ORIGIN } from './settings.ts';
import type { Simulation } from './simulation.ts';

/** Somebody who may become a client. */
export interface Person {
  readonly email: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly browserSecret: string;
}

export interface Plan {
  readonly month: BillingMonth;
  readonly manifest: string;
}

const ACCEPTED = [
  { kind: 'terms_of_service', version: '1' },
  { kind: 'post_pay_terms', version: '1' },
] as const;

export class Acts {
  /** Plans that the operator has seen. */
  readonly plans: Plan[] = [];
  /** Approvals that were answered with ok; each must come to an execution. */
  readonly approved: { readonly runId: string; readonly manifest: string }[] = [];
  /** Requests as they were signed, to be shown again. */
  readonly #signed: string[] = [];
  readonly #accepted = new Set<string>();
  readonly #world: Simulation;

  constructor(world: Simulation) {
    this.#world = world;
  }

  signUp({ name, email, browserSecret }: Person): void {
    this.#world.act(`sign-up ${email}`, (ports) =>
      requestSignup(ports, {
        name,
        company: '',
        language: 'en',
        email,
        password: 'Abcdef123',
        browserSecret,
      }),
    );
  }

  /** Opens the newest mailed link and accepts, perhaps by a double click. False where no link has arrived. */
  accept(person: Person): boolean {
    const letter = this.#world.mail.arrived.findLast(
      (sent) => sent.kind === 'verify_address' && sent.to === person.email,
    );
    if (letter?.kind !== 'verify_address') return false;
    const token = new URL(letter.url).searchParams.get('token') ?? '';
    const { currency, browserSecret } = person;
    const clicks = this.#world.prng.chance(0.3) ? 2 : 1;
    for (let click = 0; click < clicks; click++) {
      this.#world.act(`accept ${person.email}`, (ports) =>
        acceptTerms(ports, {
          token,
          browserSecret,
          accepted: ACCEPTED,
          currency,
          password: undefined,
          language: 'en',
          ip: '',
          userAgent: '',
        }),
      );
    }
    return true;
  }

  /** A client made in the billing system accepts the terms on the dashboard. */
  enrol(email: string): void {
    this.#world.act(`enrol ${email}`, async (ports) => {
      const client = await ports.store.clients.byEmail(email);
      if (client) await enrolClient(ports, { client, accepted: ACCEPTED, ip: '', userAgent: '' });
    });
  }

  /** Plans; an impatient operator approves what comes out of it at once. */
  plan(month: BillingMonth, corrections: boolean, impatient = false): void {
    const what = `plan ${month}${corrections ? ' with corrections' : ''}`;
    this.#request(what, 'plan', async (ports) => {
      const requestedBy = 'admin:sim';
      const request = { month, trigger: 'override', requestedBy, corrections } as const;
      const runId = await ports.runs.start(request);
      await ports.runs.settled(runId, 20_000);
      const run = await ports.store.runs.byId(runId);
      if (run?.state !== 'planned') return;
      const plan = { month, manifest: run.manifest };
      this.plans.push(plan);
      if (impatient) this.execute(plan);
    });
  }

  execute({ month, manifest }: Plan): void {
    this.#request(`execute ${month} ${manifest.slice(0, 6)}`, 'execute', async (ports) => {
      const approved = await ports.runs.approve({ month, manifest, approvedBy: 'admin:sim' });
      if (approved.ok) this.approved.push({ runId: approved.value, manifest });
      this.#world.tell(`execute ${month}: ${approved.ok ? 'started' : approved.error.reason}`);
    });
  }

  release(clientId: string, month: string, reason: string): void {
    this.#request(`release ${clientId} ${month} ${reason}`, 'release', (ports) =>
      releaseParked(ports, { clientId, month, reason, note: 'looked at' }, 'admin:sim'),
    );
  }

  setPrice(currency: string, firstMonth: string, price: string): void {
    this.#request(`price ${currency} ${price} from ${firstMonth}`, 'price', (ports) =>
      setTokenPrice(ports, { currency, firstMonth, price }, 'admin:sim'),
    );
  }

  /** Shows a request again that was shown before; it may do nothing a second time. */
  replay(): boolean {
    const { prng } = this.#world;
    const fresh = this.#signed.filter((jws) => JSON.parse(jws).exp > this.#world.nowMs / 1000);
    if (fresh.length === 0) return false;
    const jws = prng.pick(fresh);
    this.#world.act('replay', (ports) => this.#authorised(ports, jws, async () => {}));
    return true;
  }

  #request(name: string, action: string, work: (ports: Ports) => Promise<unknown>): void {
    const { nowMs, prng } = this.#world;
    const iat = Math.floor(nowMs / 1000);
    const jti = Buffer.from(prng.bytes(12)).toString('hex');
    const claims = {
      iss: 'sim',
      aud: ORIGIN,
      iat,
      exp: iat + MAX_LIFETIME_SECONDS,
      jti,
      action,
      kid: 'sim',
    };
    const jws = JSON.stringify(claims);
    this.#signed.push(jws);
    this.#world.act(name, (ports) => this.#authorised(ports, jws, work));
  }

  async #authorised(ports: Ports, jws: string, work: (ports: Ports) => Promise<unknown>) {
    const { jti, action } = JSON.parse(jws) as { jti: string; action: string };
    const request = await authorise(ports, jws, [action]);
    if (!request.ok) return;
    if (this.#accepted.has(jti))
      this.#world.violations.push(`request ${jti} (${action}) is accepted twice`);
    this.#accepted.add(jti);
    await work(ports);
  }
}

/** Terms and prices, and clients who were there before anything happens; the first of `emails` comes first. */
export async function openShop(
  prices: readonly {
    readonly currency: string;
    readonly firstMonth: string;
    readonly price: string;
  }[],
  clients: readonly {
    readonly email: string;
    readonly name: string;
    readonly currency: string;
    /** None: made in the billing system, not enrolled yet. */
    readonly panelUserId: number | null;
  }[],
): Promise<void> {
  const terms = env.DB.prepare("INSERT INTO terms_version VALUES (?, '1', 'Be kind.', '', 'h', 0)");
  const price = env.DB.prepare('INSERT INTO token_price VALUES (?, ?, ?, 0)');
  const client = env.DB.prepare(
    `INSERT INTO client (id, number, email, name, company, currency, password_hash, state, panel_user_id, created_at_ms, enrolled_at_ms)
     VALUES (?1, ?2, ?3, ?4, '', ?5, '-', CASE WHEN ?6 IS NULL THEN 'not_enrolled' ELSE 'enrolled' END, ?6, 0, CASE WHEN ?6 IS NULL THEN NULL ELSE 1 END)`,
  );
  await env.DB.batch([
    terms.bind('terms_of_service'),
    terms.bind('post_pay_terms'),
    ...prices.map((row) => price.bind(row.currency, row.firstMonth, row.price)),
    ...clients.map(({ email, name, currency, panelUserId }, n) =>
      client.bind(
        `cli_${String(n).padStart(26, '0')}`,
        501 + n,
        email,
        name,
        currency,
        panelUserId,
      ),
    ),
  ]);
}
