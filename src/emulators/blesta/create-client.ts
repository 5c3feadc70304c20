/** `clients/create`: a user, a client and a primary contact in one. */
import { isPhpMap, listAt, mapAt, type PhpMap, textAt } from '../php-form/php-value.ts';
import { type BlestaCall, done, type Errors, type Outcome, refused } from './call.ts';
import { clientResource } from './client-resource.ts';
import { CLIENT_GROUP_ID, CURRENCIES, nextId } from './tables.ts';

const CONTACT_FIELDS = [
  'first_name',
  'last_name',
  'title',
  'company',
  'email',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
  'country',
] as const;
const SETTING_NAMES = ['default_currency', 'language', 'username_type', 'tax_id', 'tax_exempt'];
const PASSWORD_MIN_CHARACTERS = 6;

export function createClient(call: BlestaCall): Outcome {
  const { blesta, tables } = call;
  const vars = mapAt(call.args, 'vars');
  const errors = problems(call, vars);
  if (Object.keys(errors).length > 0) return refused(errors);

  const email = textAt(vars, 'email') ?? '';
  const addedAtMs = blesta.nowMs();
  const userId = nextId(tables, 'user');
  const recoveryEmail = textAt(vars, 'recovery_email') ?? email;
  const password = textAt(vars, 'new_password') ?? '';
  tables.users.set(userId, {
    id: userId,
    username: nameOf(vars),
    password,
    recoveryEmail,
    addedAtMs,
  });

  const id = nextId(tables, 'client');
  const client = {
    id,
    userId,
    contactId: nextId(tables, 'contact'),
    clientGroupId: Number(textAt(vars, 'client_group_id') ?? CLIENT_GROUP_ID),
    status: textAt(vars, 'status') ?? 'active',
    contact: pick(vars, CONTACT_FIELDS),
    settings: settingsOf(vars),
    numbers: listAt(vars, 'numbers').filter(isPhpMap).map(numberOf),
    addedAtMs,
  };
  tables.clients.set(id, client);
  return done(clientResource(blesta, client, true));
}

/** With `username_type` email the address is the name, whatever was sent as one. */
function nameOf(vars: PhpMap): string {
  const isEmail = textAt(mapAt(vars, 'settings'), 'username_type') === 'email';
  return (isEmail ? textAt(vars, 'email') : textAt(vars, 'username')) ?? '';
}

function problems({ blesta, tables }: BlestaCall, vars: PhpMap): Errors {
  const errors: Errors = {};
  const username = nameOf(vars);
  const taken = [...tables.users.values()].some(
    (user) => user.username.toLowerCase() === username.toLowerCase(),
  );
  if (username === '') errors.username = { empty: 'Please enter a username.' };
  else if (taken) {
    errors.username = {
      [blesta.values.usernameTakenCode]: 'That username has already been taken.',
    };
  }
  const password = textAt(vars, 'new_password') ?? '';
  if (password.length < PASSWORD_MIN_CHARACTERS) {
    errors.new_password = { length: 'Passwords must be at least 6 characters in length.' };
  } else if (password !== textAt(vars, 'confirm_password')) {
    errors.new_password = { matches: 'The passwords do not match.' };
  }
  if (textAt(vars, 'client_group_id') !== String(CLIENT_GROUP_ID)) {
    errors.client_group_id = { exists: 'Invalid client group ID.' };
  }
  for (const field of ['first_name', 'last_name', ...blesta.values.requiredClientFields]) {
    if (!textAt(vars, field)) errors[field] = { empty: `Please enter: ${field}.` };
  }
  if (!/^[^@\s]+@[^@\s]+$/.test(textAt(vars, 'email') ?? '')) {
    errors.email = { format: 'Please enter a valid email address.' };
  }
  const country = textAt(vars, 'country') ?? '';
  if (country !== '' && country.length !== 2) errors.country = { length: 'Invalid country.' };
  if (textAt(vars, 'state') && country === '') {
    errors.state = { country_exists: 'A state needs a country.' };
  }
  const currency = textAt(mapAt(vars, 'settings'), 'default_currency') ?? '';
  if (currency !== '' && !CURRENCIES.some((code) => code === currency)) {
    errors.default_currency = { valid: 'Invalid currency.' };
  }
  return errors;
}

function settingsOf(vars: PhpMap): Record<string, string> {
  const chosen = mapAt(vars, 'settings');
  return { default_currency: CURRENCIES[0], language: 'en_us', ...pick(chosen, SETTING_NAMES) };
}

function numberOf(fields: PhpMap): Record<string, string> {
  const number = { number: '', type: 'phone', location: 'home' };
  return { ...number, ...pick(fields, Object.keys(number)) };
}

function pick(fields: PhpMap, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = textAt(fields, name);
    if (value !== undefined && value !== '') picked[name] = value;
  }
  return picked;
}
