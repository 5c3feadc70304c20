/** A freshly installed WHMCS: no clients, the demo's credentials, one OpenID Connect client. */
import { OPENID_CLIENT_ID, OPENID_CLIENT_SECRET } from './credentials.ts';
import type { Tables } from './installation.ts';
import { initialAccess, type Keys } from './settings/access.ts';
import { initialCatalogue } from './settings/catalogue.ts';
import { initialOptions, type Options } from './settings/options.ts';

export function initialTables(keys: Keys, options: Partial<Options>): Tables {
  return {
    users: new Map(),
    clients: new Map(),
    invoices: new Map(),
    transactions: new Map(),
    credits: new Map(),
    billableItems: new Map(),
    emails: new Map(),
    activity: new Map(),
    ssoTokens: new Map(),
    sessions: new Map(),
    openIdClients: new Map([
      [
        1,
        {
          id: 1,
          name: 'Postmeter',
          clientId: OPENID_CLIENT_ID,
          secret: OPENID_CLIENT_SECRET,
          // Empty stands for "any": the demo does not know its own port beforehand.
          redirectUris: [],
          scope: 'openid profile email',
        },
      ],
    ]),
    codes: new Map(),
    accessTokens: new Map(),
    consents: new Set(),
    events: [],
    catalogue: initialCatalogue(),
    access: initialAccess(keys),
    options: { ...initialOptions(), ...options },
    lastIds: new Map([['openid', 1]]),
  };
}
