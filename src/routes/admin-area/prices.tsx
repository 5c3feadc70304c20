import { Hono } from 'hono';
import { z } from 'zod';
import { monthAfter, monthAt } from '#core/month.ts';
import type { StoredTokenPrice } from '#ports/operator-lists.ts';
import { previewTokenPrice } from '#usecases/catalogue/preview-token-price.ts';
import { type SetPriceRefusal, setTokenPrice } from '#usecases/catalogue/set-token-price.ts';
import { PriceEffectPage } from '#views/admin/price-effect-page.tsx';
import { type PriceForm, PricesPage, type PriceView } from '#views/admin/prices-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { requireOperator, requireProof } from './require-operator.ts';

const PATH = '/admin/prices';
const PRICES_SHOWN = 200;

const field = z.string().trim().max(30).catch('');
const form = z.object({ currency: field, price: field, firstMonth: field });
const done = z.object({ set: field, from: field });

export const adminPrices = new Hono<AppEnv>()
  .get(PATH, requireOperator('read'), (c) => {
    const { settings, clock } = c.env.ports;
    const { set, from } = done.parse(c.req.query());
    const firstMonth = monthAfter(monthAt(clock.nowMs(), settings.timeZone));
    const empty = { currency: settings.currencies[0], price: '', firstMonth };
    return pricesPage(c, empty, { done: set ? { currency: set, firstMonth: from } : undefined });
  })
  .get(`${PATH}/set`, requireOperator('change'), requireProof, async (c) => {
    const given = form.parse(c.req.query());
    if (given.price === '') return c.redirect(PATH, 303);
    const effect = await previewTokenPrice(c.env.ports, given);
    if (!effect.ok) return pricesPage(c, given, { refusal: effect.error });
    const { currency } = effect.value;
    const replaces = (await priceBefore(c, given)) ?? '';
    const props = { ...effect.value, form: { ...given, currency }, replaces };
    return c.html(<PriceEffectPage frame={adminFrameOf(c)} {...props} />);
  })
  .post(`${PATH}/set`, requireOperator('change'), requireProof, async (c) => {
    const given = form.parse(await readForm(c));
    const set = await setTokenPrice(c.env.ports, given, `admin:${c.var.operator.kid}`);
    if (!set.ok) return pricesPage(c, given, { refusal: set.error });
    return c.redirect(pageUrl(PATH, { set: given.currency, from: given.firstMonth }), 303);
  });

interface Outcome {
  readonly refusal?: SetPriceRefusal;
  readonly done?: { readonly currency: string; readonly firstMonth: string } | undefined;
}

async function pricesPage(c: AppContext, given: PriceForm, { refusal, done }: Outcome) {
  const { store, settings, clock } = c.env.ports;
  const running = monthAt(clock.nowMs(), settings.timeZone);
  const [all, inForce] = await Promise.all([
    store.operators.tokenPrices(PRICES_SHOWN),
    store.catalogue.pricesIn(running),
  ]);
  return c.html(
    <PricesPage
      frame={adminFrameOf(c)}
      prices={viewsOf(all, running)}
      currencies={settings.currencies}
      missing={settings.currencies.filter((currency) => !inForce.has(currency))}
      form={given}
      problem={refusal && { code: refusal.reason, message: sentenceOf(refusal) }}
      done={done}
    />,
    refusal ? 422 : 200,
  );
}

/** `all` is newest first, so the first of a currency that has begun is in force. */
function viewsOf(all: readonly StoredTokenPrice[], running: string): readonly PriceView[] {
  const begun = new Set<string>();
  return all.map((price) => {
    if (price.firstMonth > running) return { ...price, state: 'later' };
    const state = begun.has(price.currency) ? 'past' : 'now';
    begun.add(price.currency);
    return { ...price, state };
  });
}

async function priceBefore(c: AppContext, given: PriceForm): Promise<string | undefined> {
  const all = await c.env.ports.store.operators.tokenPrices(PRICES_SHOWN);
  const { currency, firstMonth } = given;
  return all.find((price) => price.currency === currency && price.firstMonth <= firstMonth)?.price;
}

function sentenceOf(refusal: SetPriceRefusal): string {
  switch (refusal.reason) {
    case 'currency_unknown':
      return 'This is not an ISO 4217 currency.';
    case 'price_malformed':
      return 'A price is a positive decimal number such as 0.0125.';
    case 'month_malformed':
      return 'A month is written YYYY-MM.';
    case 'month_not_closed':
      return `${refusal.month} is not over yet.`;
    case 'price_in_force':
      return `${refusal.month} already has a price in ${refusal.currency}. A change may begin next month at the earliest.`;
  }
}
