// What an API key may do. A closed list: a key carries some of these names, and every operation of the API asks for one.

export const SCOPES = {
  'read:clients': 'Clients with their history, usage and estimates; letters that did not go out.',
  'read:runs': 'Runs with their plans, and who is parked.',
  'read:invoices': 'Documents and their deliveries.',
  'read:catalogue': 'Token prices, terms and the settings that are no secrets.',
  'read:audit': 'Who did what, and what the daily automation did.',
  'read:webhooks': 'Webhook endpoints and their deliveries.',
  'read:metrics': 'The figures at /metrics.',
  'write:runs': 'Plans runs and executes plans: makes invoices.',
  'write:parks': 'Overrules suspicions that hold clients back.',
  'write:catalogue': 'Sets token prices and publishes terms.',
  'write:invoices': 'Delivers documents again and asks the billing system to let us in.',
  'write:automation': 'Starts the daily automation, and sends letters again that were given up.',
  'write:webhooks': 'Adds, changes and removes webhook endpoints.',
} as const satisfies Readonly<Record<`${'read' | 'write'}:${string}`, string>>;

export type Scope = keyof typeof SCOPES;

/** In the order in which people read them. */
export const ALL_SCOPES = Object.keys(SCOPES) as readonly Scope[];

/** What whoever signs a request to read may see, which is everything. */
export const READING_SCOPES = ALL_SCOPES.filter((scope) => scope.startsWith('read:'));

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text);
}
