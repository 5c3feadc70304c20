/** The `uber` module: what the install says of itself, and checks of logins. `all` is the whole table of methods. */
import { textAt } from '../php-form/php-value.ts';
import { done, refused, type UbersmithCall, type UbersmithMethods } from './call.ts';
import { clientsWithEmail, clientWithLogin } from './clients.ts';
import { onePagePdf } from './one-page-pdf.ts';

export function uberMethods(all: () => UbersmithMethods): UbersmithMethods {
  const names = () => Object.keys(all()).toSorted();
  return {
    'uber.method_list': {
      about: 'List Available API Methods',
      required: [],
      optional: [],
      run: (call) => {
        const permitted = names().filter((name) => !isForbidden(call, name));
        return done(Object.fromEntries(permitted.map((name) => [name, all()[name]?.about])));
      },
    },
    'uber.method_get': {
      about: 'Get API Method Details',
      required: ['method_name'],
      optional: [],
      run: ({ args }) => {
        const name = textAt(args, 'method_name') ?? '';
        const method = Object.hasOwn(all(), name) ? all()[name] : undefined;
        if (method === undefined) return refused(`Method '${name}' not found.`);
        const { about, required, optional } = method;
        const parameters = [
          ...required.map((parameter) => [parameter, { name: parameter, required: '1' }]),
          ...optional.map((parameter) => [parameter, { name: parameter, required: '0' }]),
        ];
        return done({
          method: name,
          description: about,
          parameters: Object.fromEntries(parameters),
        });
      },
    },
    'uber.documentation': {
      about: 'Download API Documentation',
      required: [],
      optional: [],
      run: () => {
        const headers = {
          'content-type': 'application/pdf',
          'content-disposition': 'inline; filename=ubersmith-api.pdf',
        };
        const response = new Response(onePagePdf(['Emulated Ubersmith API', ...names()]), {
          headers,
        });
        return { ok: 'file', response };
      },
    },
    'uber.user_exists': {
      about: 'Check whether a Client Exists',
      required: [],
      optional: ['client_id', 'user_login', 'email'],
      run: (call) => done(userExists(call)),
    },
    'uber.username_exists': {
      about: 'Check Whether a Username Exists',
      required: ['username'],
      optional: [],
      run: ({ args, tables }) =>
        done(clientWithLogin(tables, textAt(args, 'username') ?? '') !== undefined),
    },
    'uber.check_login': {
      about: 'Verify a login and password',
      required: ['login', 'pass'],
      optional: [],
      run: ({ args, tables }) => {
        const client = clientWithLogin(tables, textAt(args, 'login') ?? '');
        const isRight = client !== undefined && client.password === textAt(args, 'pass');
        if (!isRight || !client.active) return refused('Invalid login or password.');
        const { id, login, fields } = client;
        const fullname = `${fields.first ?? ''} ${fields.last ?? ''}`.trim();
        return done({ type: 'client', id: String(id), login, fullname, email: fields.email ?? '' });
      },
    },
    'uber.service_plan_list': {
      about: 'List Service Plans',
      required: [],
      optional: [],
      run: () => done({}),
    },
    'uber.quick_stats': {
      about: 'Get Quick System Stats',
      required: [],
      optional: [],
      run: ({ tables }) =>
        done({ clients: String(tables.clients.size), invoices: String(tables.invoices.size) }),
    },
  };
}

function isForbidden({ ubersmith }: UbersmithCall, name: string): boolean {
  return ubersmith.values.forbiddenCalls.some((call) => call.toLowerCase() === name);
}

function userExists({ args, tables }: UbersmithCall): boolean {
  const id = textAt(args, 'client_id');
  const login = textAt(args, 'user_login');
  const email = textAt(args, 'email');
  if (id) return tables.clients.has(Number(id));
  if (login) return clientWithLogin(tables, login) !== undefined;
  return email !== undefined && clientsWithEmail(tables, email).length > 0;
}
