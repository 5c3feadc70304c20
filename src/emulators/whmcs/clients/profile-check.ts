/** Which part of a profile WHMCS would not accept. Which complaint comes first is a guess: the documented order. */
import type { Params } from '../api/params.ts';
import { readSerialized } from '../php-serialize.ts';
import type { Catalogue } from '../settings/catalogue.ts';
import type { Options } from '../settings/options.ts';
import { isEmail } from './users.ts';

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Codes that have a name and are no country. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** The vendor's words, with its double blank before "address". */
const REQUIRED: readonly (readonly [string, string])[] = [
  ['address1', ' address line 1'],
  ['city', 'city'],
  ['state', 'state'],
  ['postcode', 'postcode'],
];

/** The complaint about a new client, or null. `skipvalidation` lifts all but those about the e-mail. */
export function profileComplaint(
  params: Params,
  options: Options,
  catalogue: Catalogue,
): string | null {
  const isStrict = !params.flag('skipvalidation');
  const isMissing = (field: string) =>
    params.text(field) === '' && !options.optionalProfileFields.includes(field);
  if (isStrict && isMissing('firstname')) return 'You did not enter your first name';
  if (isStrict && isMissing('lastname')) return 'You did not enter your last name';
  const email = params.text('email');
  if (email === '') return 'You did not enter your email address';
  if (!isEmail(email)) return 'The email address you entered was not valid';
  if (isBanned(email, options)) return 'The email address entered is not available for use.';
  if (!isStrict) return null;
  const missing = REQUIRED.find(([field]) => isMissing(field));
  if (missing !== undefined) return `You did not enter your ${missing[1]}`;
  const country = params.text('country');
  if (!isCountry(country) && !(country === '' && !isMissing('country'))) {
    return 'Valid country required';
  }
  if (isMissing('phonenumber')) return 'You did not enter your phone number';
  if (!/^[\d\s+().-]*$/.test(params.text('phonenumber'))) return 'Invalid telephone phone number';
  return customFieldComplaint(params, catalogue);
}

/** The two letters of a country that there is; "XX" and "ZZ" are none, and neither is a union of some. */
function isCountry(text: string): boolean {
  const code = text.toUpperCase();
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code)) return false;
  return COUNTRY_NAMES.of(code) !== undefined;
}

export function customFieldsOf(params: Params): Record<string, string> {
  return Object.fromEntries(readSerialized(params.text('customfields')) ?? []);
}

function customFieldComplaint(params: Params, catalogue: Catalogue): string | null {
  const given = customFieldsOf(params);
  const missing = catalogue.customFields.find(
    ({ id, isRequired }) => isRequired && (given[String(id)] ?? '') === '',
  );
  return missing === undefined
    ? null
    : `You did not provide required custom field value for ${missing.name}`;
}

function isBanned(email: string, options: Options): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return options.bannedEmailDomains.some((banned) => banned.toLowerCase() === domain);
}
