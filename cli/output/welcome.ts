import { type BillingName, billingRows } from '../instance/billing-places.ts';
import { DEMO_PORT, type DemoFiles, demoFiles } from '../instance/demo-files.ts';
import { DEMO_OPERATOR, PANEL_TOKEN, placesOf } from '../instance/places.ts';
import { DEMO_PASSWORD, type Seeded } from '../instance/seed.ts';

export interface WelcomeFacts {
  readonly origin: string;
  readonly files: DemoFiles;
  readonly lastMonth: string;
  readonly billing: BillingName;
  readonly seconds: number;
  readonly seeded: Seeded;
}

/** Every address and key that a newcomer needs, on one screen. */
export function welcome({
  origin,
  files,
  lastMonth,
  billing,
  seconds,
  seeded,
}: WelcomeFacts): string {
  const places = placesOf(origin);
  const isUsual = files.key === demoFiles(DEMO_PORT).key;
  const url = isUsual ? '' : ` --url ${origin}`;
  const someone = seeded.enrolled[0];
  const rows: readonly (readonly [string, string] | null)[] = [
    ['Site', `${origin}/`],
    ['Sign up', `${origin}/signup`],
    ['Log in', `${origin}/login`],
    ['  as a client', `${someone?.email}   password ${DEMO_PASSWORD}`],
    ['  not enrolled yet', `${seeded.notEnrolled.email}   password ${DEMO_PASSWORD}`],
    null,
    ['Mailbox', `${places.mailbox}   JSON ${places.mailboxMessages}`],
    ['  for alarms', `${DEMO_OPERATOR}   if something goes wrong`],
    ['Panel', `${places.panelPage}   admin@panel.example, password Emulator1`],
    ['Panel prices', `${places.panelPrices}   what the panel asks us, and what it shows`],
    ['Panel API', `${places.panelApi}   bearer ${PANEL_TOKEN}`],
    ['Panel failures', `${places.panelControl}   GET explains`],
    ...billingRows(origin, billing),
    [
      'Webhook receiver',
      `${places.webhookReceiver}   listens; POST events to ${places.webhookReceiver}inbox`,
    ],
    ['Clock', `${places.clock}   GET; POST {"now": ISO} moves it`],
    ['Admin area', `${origin}/admin   its page says how to get in`],
    ['Admin key', files.key],
  ];
  const width = Math.max(...rows.map((row) => row?.[0].length ?? 0));
  const lines = rows.map((row) => (row ? `  ${row[0].padEnd(width)}  ${row[1]}` : ''));
  return [
    `Postmeter runs on ${origin} (ready in ${seconds.toFixed(1)} s).`,
    `${seeded.enrolled.length} clients are enrolled and used servers in ${lastMonth}, which is not invoiced yet. Nothing is kept after Ctrl-C.`,
    '',
    ...lines,
    '',
    '  In a second terminal:',
    `    npx postmeter status${url}`,
    '        how it does, on one screen',
    `    npx postmeter automation --verbose${url}`,
    `        what runs each day; makes the invoices for ${lastMonth}`,
    `    npx postmeter invoice ${lastMonth}${url}`,
    '        plans a month, shows the plan, asks, executes it',
    `    npx postmeter panel show${isUsual ? '' : ` --settings ${files.panel}`}`,
    '        where the panel asks for prices, and where it should',
    `    curl -d '{"now":"${nextFirst(lastMonth)}"}' ${places.clock}`,
    '        moves the clock to the next 1st; then run the automation again',
    '',
    ...(billing === 'whmcs' ? movingOver(lastMonth, url) : []),
    '  Ctrl-C stops.',
  ].join('\n');
}

/** WHMCS has clients of the add-on, too. */
function movingOver(lastMonth: string, url: string): readonly string[] {
  return [
    `    npx postmeter import${url}`,
    '        imports the clients of the old add-on: a dry run, then exactly that',
    `    npx postmeter shadow ${lastMonth}${url}`,
    '        what we would have billed them, beside what the add-on did',
    '',
  ];
}

/** The 1st of the month after the running one, which is the month after `lastMonth`. */
function nextFirst(lastMonth: string): string {
  const [year = 0, month = 0] = lastMonth.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + 2, 1, 6)).toISOString().replace('.000Z', 'Z');
}
