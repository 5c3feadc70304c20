import { table } from '../output/table.ts';

export interface BillingJson {
  readonly system: string;
  readonly stopped: {
    readonly code: string;
    readonly detail: string;
    readonly since: string;
  } | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly {
    readonly invoiceId: string;
    readonly number: string;
    readonly month: string;
    readonly clientId: string;
    readonly clientEmail: string;
    readonly documentId: string;
    readonly reason: string;
    readonly detail: string;
    readonly since: string;
  }[];
}

/** How deliveries stand, and each that has a problem with what to do about it. */
export function describeBilling({ system, stopped, counts, problems }: BillingJson): string {
  const { problems: troubled = 0, ...states } = counts;
  const told = Object.entries(states).map(([state, count]) => `${count} ${STATES[state] ?? state}`);
  return [
    `Billing system: ${system}. ${told.length > 0 ? `${told.join(', ')}.` : 'Nothing delivered yet.'}`,
    ...(stopped
      ? [
          `STOPPED since ${stopped.since}: ${stopped.code}. ${stopped.detail}`,
          'Mend it, then: npx postmeter billing probe',
        ]
      : []),
    ...(troubled > 0 ? ['', ...describeProblems(problems, troubled)] : []),
  ].join('\n');
}

const STATES: Readonly<Record<string, string>> = {
  under_way: 'on their way',
  unpaid_unknown: 'delivered',
  open: 'open',
  partially_paid: 'partly paid',
  paid: 'paid',
  refunded: 'refunded',
  cancelled: 'cancelled there',
  missing: 'gone over there',
};

function describeProblems(problems: BillingJson['problems'], troubled: number): readonly string[] {
  const rows = problems.map((one) => [one.number, one.invoiceId, one.clientEmail, one.reason]);
  return [
    `${troubled} with a problem:`,
    table(
      [
        { title: 'number' },
        { title: 'invoice', whole: true },
        { title: 'client' },
        { title: 'reason' },
      ],
      rows,
    ),
    ...problems
      .filter(({ detail }) => detail !== '')
      .map((one) => `  ${one.number}: ${one.detail}`),
    '',
    'Each is tried again by itself, once a day at least. When you have mended it over there:',
    '  npx postmeter billing again INVOICE     looks for it from the beginning, and delivers what is missing',
    '  npx postmeter billing unlink CLIENT     forgets who the client is over there',
  ];
}
