import { failed, fine, listed, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import { areTermsPublished, TERMS_KINDS } from '#core/enrolment/terms.ts';
import { monthAfter, monthAt, monthBefore, monthRange } from '#core/month.ts';
import type { Examination } from '#usecases/doctor/check.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';

const DAY_MS = 86_400_000;
/** The automation of the 1st may be a day late; after that the month is nobody's business but a person's. */
const SETTLES_WITHIN_MS = 2 * DAY_MS;

/** Every currency that clients may choose must have a price in the running month. */
export async function tokenPrices({ store, clock, settings }: Examination): Promise<Verdict> {
  const month = monthAt(clock.nowMs(), settings.timeZone);
  const next = monthAfter(month);
  const [now, then] = await Promise.all([
    store.catalogue.pricesIn(month),
    store.catalogue.pricesIn(next),
  ]);
  const missing = settings.currencies.filter((currency) => !now.has(currency));
  const [first] = missing;
  if (first === undefined) {
    return fine(`A token has a price in ${listed(settings.currencies)}, this month and next.`);
  }
  const later = missing.every((currency) => then.has(currency)) ? `, only from ${next} on` : '';
  return failed(
    `A token has no price in ${listed(missing)} in ${month}${later}: nobody there can be invoiced.`,
    `Set it: npx postmeter prices set ${first} PRICE --from ${month}`,
  );
}

/** Without terms of service nobody signs up; without the others people sign up and agree to less than was meant. */
export async function terms({ store }: Examination): Promise<Verdict> {
  const current = await store.catalogue.currentTerms();
  const published = new Set(current.map(({ kind }) => kind));
  const missing = TERMS_KINDS.filter((kind) => !published.has(kind));
  const [first] = missing;
  if (first === undefined) return fine('Both texts of terms are published.');
  const effect = areTermsPublished(current)
    ? 'Clients agree to nothing about paying afterwards'
    : 'Nobody can sign up';
  return failed(
    `${effect}: ${listed(missing)} not published.`,
    `Publish it: npx postmeter terms publish ${first} VERSION --file FILE`,
  );
}

/** Closed months that were never invoiced, or that left clients parked. */
export async function closedMonths(examination: Examination): Promise<Verdict> {
  const { clock, settings } = examination;
  const nowMs = clock.nowMs();
  const last = monthBefore(monthAt(nowMs, settings.timeZone));
  const isYoung = nowMs - monthRange(last, settings.timeZone).endMs < SETTLES_WITHIN_MS;
  const open = (await unsettledMonths(examination)).filter(
    ({ month, runId }) => !(isYoung && month === last && runId === ''),
  );
  if (open.length === 0) return isYoung ? skipped(`${last} may still be under way.`) : SETTLED;
  const never = open.filter(({ runId }) => runId === '').map(({ month }) => month);
  const held = open.filter(({ runId }) => runId !== '');
  const parked = held.reduce((sum, month) => sum + month.parked, 0);
  const said = [
    ...(never.length > 0 ? [`${listed(never)} never invoiced`] : []),
    ...(held.length > 0 ? [`${parked} parked in ${listed(held.map(({ month }) => month))}`] : []),
  ];
  return warning(
    `Closed months are open: ${said.join('; ')}.`,
    held.length > 0
      ? 'npx postmeter parked list says why and what releases each.'
      : `npx postmeter invoice ${never.at(-1)} plans it and asks.`,
  );
}

const SETTLED = fine('Every closed month is invoiced, and nobody is parked.');
