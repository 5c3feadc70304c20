/** The `users` model. Usernames and addresses are matched whole, whatever their case. */
import { textAt } from '../php-form/php-value.ts';
import { type BlestaCall, type BlestaMethods, done, idAt, listed } from './call.ts';
import { userResource } from './client-resource.ts';
import type { BlestaUser } from './tables.ts';

export const userMethods: BlestaMethods = {
  'users/get': {
    parameters: ['user_id'],
    run: (call) => one(call.tables.users.get(idAt(call, 'user_id'))),
  },
  'users/getByUsername': {
    parameters: ['username'],
    run: (call) => one(users(call).find((user) => same(user.username, call, 'username'))),
  },
  'users/getByEmail': { parameters: ['email'], run: (call) => one(withEmail(call)[0]) },
  'users/getAllByEmail': {
    parameters: ['email'],
    run: (call) => listed(call, withEmail(call).map(userResource)),
  },
};

function users({ tables }: BlestaCall): BlestaUser[] {
  return [...tables.users.values()];
}

function one(user: BlestaUser | undefined) {
  return done(user === undefined ? false : userResource(user));
}

function withEmail(call: BlestaCall): BlestaUser[] {
  return users(call).filter(
    (user) => same(user.username, call, 'email') || same(user.recoveryEmail, call, 'email'),
  );
}

function same(text: string, { args }: BlestaCall, parameter: string): boolean {
  return text.toLowerCase() === (textAt(args, parameter) ?? '').toLowerCase();
}
