/** The page that shows prices by asking the billing system, for whoever is signed in; an administrator for anybody. */
import { Hono } from 'hono';
import { isAdmin, type Panel, type PanelUser } from '../panel.ts';
import { askForPrice, askForPriceList } from '../price-requests.ts';
import { sessionUser } from '../sessions.ts';
import { PricesPage } from './prices-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

const TOKENS = '5000';

export function priceRoutes(panel: Panel, basePath: string): Hono {
  const routes = new Hono();
  routes.get('/solusvm/prices', async (c) => {
    const visitor = sessionUser(c, panel);
    if (visitor === null) {
      return c.html(<SignInPage basePath={basePath} email="" error="Sign in first." />, 401);
    }
    const asked = panel.tables.users.get(Number(c.req.query('user')));
    const user = isAdmin(visitor) ? (asked ?? visitor) : visitor;
    // What is typed is asked as it is: a wrong number shows what the billing system says to it.
    const tokens = c.req.query('tokens') ?? TOKENS;
    const isSet = panel.tables.settings.billing_integration.drivers.whmcs.url !== '';
    return c.html(
      <PricesPage
        basePath={basePath}
        email={user.email}
        userId={user.id}
        tokens={tokens}
        plans={[...panel.tables.plans.values()].filter((plan) => plan.is_visible)}
        answers={isSet ? await askBoth(panel, user, tokens) : null}
      />,
    );
  });
  return routes;
}

async function askBoth(panel: Panel, user: PanelUser, tokens: string) {
  const [price, list] = await Promise.all([
    askForPrice(panel, user, tokens),
    askForPriceList(panel, user),
  ]);
  const { value } = price;
  const text = value && `${value.currency_symbol}${value.price} (${value.currency})`;
  return { price: { ...price, text }, list };
}
