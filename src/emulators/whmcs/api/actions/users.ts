/** GetUsers, AddUser, UpdateUser, ResetPassword, ValidateLogin, GetPermissionsList. */
import { clientsOf } from '../../clients/clients.ts';
import { isEmail, makeUser, userByEmail, userWithPassword } from '../../clients/users.ts';
import { storeEmail } from '../../emails.ts';
import type { User } from '../../installation.ts';
import { randomToken } from '../../random-token.ts';
import { serverTime } from '../../server-time.ts';
import type { Action, Call } from '../action.ts';
import { type Answer, done, type Fields, refused } from '../answer.ts';
import { beginsWith, pageOf } from '../paging.ts';

export const userActions: readonly Action[] = [
  { name: 'GetUsers', writes: false, run: getUsers },
  { name: 'AddUser', writes: true, run: addUser },
  { name: 'UpdateUser', writes: true, run: updateUser },
  { name: 'ResetPassword', writes: true, run: resetPassword },
  { name: 'ValidateLogin', writes: false, run: validateLogin },
  // Documented with `status` where all others have `result`.
  {
    name: 'GetPermissionsList',
    writes: false,
    successField: 'status',
    run: () => done({ permissions: { permission: PERMISSIONS } }),
  },
];

/** What a user may be allowed in a client's account. */
const PERMISSIONS = [
  'profile',
  'contacts',
  'products',
  'manageproducts',
  'productsso',
  'domains',
  'managedomains',
  'invoices',
  'quotes',
  'tickets',
  'affiliates',
  'emails',
  'orders',
];

const TAKEN = 'A user already exists with that email address';

/** The one list that is a plain array. */
function getUsers(call: Call): Answer {
  const { installation, params } = call;
  const direction = params.text('sorting').toUpperCase() === 'DESC' ? -1 : 1;
  const found = [...installation.tables.users.values()]
    .filter((user) => beginsWith(searchable(user), params.text('search')))
    .toSorted((a, b) => direction * (a.id - b.id));
  const { rows, counts } = pageOf(call, found);
  const users: Fields[] = rows.map((user) => ({
    id: user.id,
    firstname: user.firstName,
    lastname: user.lastName,
    email: user.email,
    datecreated: serverTime(installation, user.createdAtMs),
    validationdata: '',
    clients: clientsOf(installation, user.id).map(({ id }) => ({ id, isOwner: true })),
  }));
  return done({ ...counts, users });
}

function searchable({ firstName, lastName, email }: User): string[] {
  return [email, firstName, lastName, `${firstName} ${lastName}`];
}

function addUser({ installation, params }: Call): Answer {
  if (params.text('firstname') === '') return refused('You did not enter a first name');
  if (params.text('lastname') === '') return refused('You did not enter a last name');
  const email = params.text('email');
  if (email === '') return refused('You did not enter an email address');
  if (!isEmail(email)) return refused('The email address you entered was not valid');
  if (params.text('password2') === '') return refused('You did not enter a password');
  if (userByEmail(installation, email) !== null) return refused(TAKEN);
  const user = makeUser(installation, {
    firstName: params.text('firstname'),
    lastName: params.text('lastname'),
    email,
    password: params.text('password2'),
    language: params.text('language'),
  });
  return done({ user_id: user.id });
}

function updateUser({ installation, params }: Call): Answer {
  const user = installation.tables.users.get(params.integer('user_id'));
  if (user === undefined) return refused('Invalid User ID requested');
  const email = params.text('email');
  const holder = email === '' ? null : userByEmail(installation, email);
  if (holder !== null && holder.id !== user.id) return refused(TAKEN);
  user.firstName = params.text('firstname') || user.firstName;
  user.lastName = params.text('lastname') || user.lastName;
  user.email = email || user.email;
  user.language = params.text('language') || user.language;
  return done({ user_id: user.id });
}

function resetPassword({ installation, params }: Call): Answer {
  const email = params.text('email');
  if (params.text('id') === '' && !isEmail(email)) {
    return refused('Please provide a valid email address');
  }
  const user =
    params.text('id') === ''
      ? userByEmail(installation, email)
      : installation.tables.users.get(params.integer('id'));
  if (user == null) return refused('User Not Found');
  const [client] = clientsOf(installation, user.id);
  if (client !== undefined) {
    storeEmail(installation, client.id, {
      template: 'Password Reset Validation',
      type: 'general',
      subject: 'Choose a new password',
      message: '(a link to choose a new password)',
    });
  }
  return done(email === '' ? {} : { email });
}

function validateLogin({ installation, params }: Call): Answer {
  const user = userWithPassword(installation, params.text('email'), params.text('password2'));
  if (user === null) return refused('Email or Password Invalid');
  const hash = user.hasTwoFactor ? {} : { passwordhash: randomToken() };
  return done({ userid: user.id, ...hash, twoFactorEnabled: user.hasTwoFactor });
}
