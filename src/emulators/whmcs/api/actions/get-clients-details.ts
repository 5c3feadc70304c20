/** GetClientsDetails: the object `client`, the deprecated copy of it beside, and statistics if asked. */
import { clientByEmail, fullName } from '../../clients/clients.ts';
import type { Client, Installation, InvoiceStatus } from '../../installation.ts';
import { balanceMinor, isOverdue } from '../../invoices/invoices.ts';
import { minorText } from '../../money.ts';
import { serverDate } from '../../server-time.ts';
import { currencyOf } from '../../settings/catalogue.ts';
import type { Action, Call } from '../action.ts';
import { type Answer, done, type Fields, NestedList, refused } from '../answer.ts';

export const getClientsDetailsAction: Action = {
  name: 'GetClientsDetails',
  writes: false,
  run: getClientsDetails,
};

function getClientsDetails({ installation, params }: Call): Answer {
  const [id, email] = [params.text('clientid'), params.text('email')];
  if (id === '' && email === '') return refused('Either clientid Or email Is Required');
  const client =
    id === ''
      ? clientByEmail(installation, email)
      : installation.tables.clients.get(params.integer('clientid'));
  if (client == null) return refused('Client Not Found');
  const details = detailsOf(installation, client);
  const stats = params.flag('stats') ? { stats: statsOf(installation, client) } : {};
  return done({ ...details, client: details, ...stats });
}

function detailsOf(installation: Installation, client: Client): Fields {
  const { profile, flags } = client;
  const owner = installation.tables.users.get(client.ownerUserId);
  const custom = Object.entries(client.customFields);
  return {
    client_id: client.id,
    owner_user_id: client.ownerUserId,
    userid: client.id,
    id: client.id,
    uuid: client.uuid,
    ...profile,
    fullname: fullName(client),
    fullstate: profile.state,
    statecode: profile.state,
    countrycode: profile.country,
    telephoneNumber: profile.phonenumber,
    phonenumberformatted: profile.phonenumber,
    email_preferences: Object.fromEntries(
      Object.entries(client.emailPreferences).map(([kind, isOn]) => [kind, isOn ? '1' : '0']),
    ),
    billingcid: 0,
    currency: client.currencyId,
    currency_code: currencyOf(installation.tables.catalogue, client.currencyId).code,
    defaultgateway: client.defaultGateway,
    groupid: client.groupId,
    status: client.status,
    credit: minorText(client.creditMinor),
    taxexempt: flags.taxexempt,
    latefeeoveride: flags.latefeeoveride,
    overideduenotices: flags.overideduenotices,
    separateinvoices: flags.separateinvoices,
    disableautocc: flags.disableautocc,
    emailoptout: !flags.marketingoptin,
    marketing_emails_opt_in: flags.marketingoptin,
    isOptedInToMarketingEmails: flags.marketingoptin,
    overrideautoclose: flags.overrideautoclose,
    allowSingleSignOn: client.allowsSingleSignOn ? 1 : 0,
    email_verified: owner?.isEmailVerified ?? false,
    lastlogin: 'No Login Logged',
    customfields: custom.map(([field, value]) => ({ id: Number(field), value })),
    ...Object.fromEntries(custom.map(([, value], index) => [`customfields${index + 1}`, value])),
    users: new NestedList('user', owner === undefined ? [] : [userRow(owner)]),
  };
}

function userRow(user: { id: number; firstName: string; lastName: string; email: string }): Fields {
  const name = `${user.firstName} ${user.lastName}`.trim();
  return { id: user.id, name, email: user.email, is_owner: true };
}

/** The names that the documentation gives to the counts and sums of invoices. */
const STATUS_STATS: readonly (readonly [InvoiceStatus, string, string])[] = [
  ['Draft', 'numDraftInvoices', 'draftInvoicesBalance'],
  ['Unpaid', 'numunpaidinvoices', 'unpaidinvoicesamount'],
  ['Paid', 'numpaidinvoices', 'paidinvoicesamount'],
  ['Cancelled', 'numcancelledinvoices', 'cancelledinvoicesamount'],
  ['Refunded', 'numrefundedinvoices', 'refundedinvoicesamount'],
  ['Collections', 'numcollectionsinvoices', 'collectionsinvoicesamount'],
  ['Payment Pending', 'numpaymentpendinginvoices', 'paymentpendinginvoicesamount'],
];

function statsOf(installation: Installation, client: Client): Fields {
  const { prefix, suffix } = currencyOf(installation.tables.catalogue, client.currencyId);
  const money = (minor: number) => `${prefix}${minorText(minor)}${suffix}`;
  const mine = [...installation.tables.invoices.values()].filter(
    (one) => one.clientId === client.id,
  );
  const due = mine.filter(({ status }) => status === 'Unpaid');
  const overdue = due.filter((invoice) => isOverdue(invoice, serverDate(installation)));
  const balance = (invoices: typeof mine) =>
    money(invoices.reduce((sum, invoice) => sum + balanceMinor(installation, invoice), 0));
  const byStatus = STATUS_STATS.flatMap(([status, count, amount]) => {
    const those = mine.filter((invoice) => invoice.status === status);
    const total = those.reduce((sum, invoice) => sum + invoice.totalMinor, 0);
    return [
      [count, those.length],
      [amount, money(total)],
    ];
  });
  return {
    numdueinvoices: due.length,
    dueinvoicesbalance: balance(due),
    incredit: client.creditMinor > 0,
    creditbalance: money(client.creditMinor),
    numoverdueinvoices: overdue.length,
    overdueinvoicesbalance: balance(overdue),
    ...Object.fromEntries(byStatus),
    productsnumactive: 0,
    productsnumtotal: 0,
  };
}
