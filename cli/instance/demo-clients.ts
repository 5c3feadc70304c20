// A dozen people and what their servers did. Times are relative to the month before `nowMs`, so that a demo started
// today has something to invoice today.
import { monthAt, monthBefore, monthRange } from '#core/month.ts';

/** A server as the emulated panel's control takes it. */
export interface DemoServer {
  readonly name: string;
  readonly plan: string;
  readonly created_at: string;
  readonly deleted_at?: string;
  readonly backups?: boolean;
}

export interface DemoClient {
  readonly number: number;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly currency: 'USD' | 'EUR';
  readonly joinedAtMs: number;
  readonly servers: readonly DemoServer[];
}

/** A person and their servers: name, plan, days after the start of last month from and to, backups. */
interface Cast {
  readonly name: string;
  readonly company?: string;
  readonly email: string;
  readonly currency: 'USD' | 'EUR';
  readonly servers: readonly (readonly [
    name: string,
    plan: string,
    fromDay: number,
    toDay?: number | 'kept',
    backups?: 'backups',
  ])[];
}

const ENROLLED: readonly Cast[] = [
  {
    name: 'Ama Owusu',
    company: 'Sankofa Analytics',
    email: 'ama.owusu@sankofa.example',
    currency: 'USD',
    servers: [
      ['web-accra', 'Start 1', -40, 'kept', 'backups'],
      ['reports', 'Grow 4', 3.25, 11.5],
    ],
  },
  {
    name: 'Søren Kjærgård',
    email: 'soren@fjordkode.example',
    currency: 'EUR',
    servers: [['byggeserver', 'Start 2', 6.4, 'kept']],
  },
  {
    name: '山田 花子',
    company: '株式会社さくら設計',
    email: 'hanako.yamada@sakura.example',
    currency: 'USD',
    servers: [
      ['図面-01', 'Grow 4', -90, 'kept', 'backups'],
      ['図面-02', 'Grow 4', -90, 'kept', 'backups'],
      ['試験', 'Hourly, no monthly cap', 20.1, 20.9],
    ],
  },
  {
    name: 'Lucía Fernández-Ibáñez',
    company: 'Cooperativa Río Claro',
    email: 'lucia@rioclaro.example',
    currency: 'USD',
    servers: [['tienda', 'Start 2', -12, 'kept', 'backups']],
  },
  {
    name: 'Oleksandr Shevchenko',
    email: 'o.shevchenko@dnipro.example',
    currency: 'EUR',
    servers: [
      ['ci-1', 'Hourly, no monthly cap', 1.2, 9.75],
      ['ci-2', 'Hourly, no monthly cap', 1.2, 9.75],
      ['ci-3', 'Hourly, no monthly cap', 4, 5.05],
    ],
  },
  {
    name: 'Nguyễn Thị Mai',
    company: 'Mai & Co',
    email: 'mai.nguyen@hanoi.example',
    currency: 'USD',
    servers: [['blog', 'Start 1', -200, 'kept']],
  },
  {
    name: 'فاطمة الزهراء',
    company: 'استوديو الأندلس',
    email: 'fatima@andalus.example',
    currency: 'EUR',
    servers: [
      ['متجر', 'Start 2', -60, 'kept', 'backups'],
      ['اختبار', 'Start 1', 14.3, 15.1],
    ],
  },
  {
    name: "Siobhán O'Neill",
    email: 'siobhan@lough.example',
    currency: 'EUR',
    servers: [['mail', 'Start 1', 0.01, 'kept', 'backups']],
  },
  {
    name: 'Priya Raghunathan',
    company: 'Kaveri Labs',
    email: 'priya@kaveri.example',
    currency: 'USD',
    servers: [
      ['gpu-queue', 'Grow 4', 10, 'kept'],
      ['db', 'Grow 4', -30, 'kept', 'backups'],
      ['edge', 'Start 1', 22.8, 'kept'],
    ],
  },
  {
    name: 'Jan Kowalski-Żółć',
    email: 'jan@zolc.example',
    currency: 'EUR',
    servers: [['gra', 'Start 2', 2.5, 26.25]],
  },
  {
    name: 'Te Ariki Walker',
    company: 'Aotearoa Maps',
    email: 'te.ariki@aotearoa.example',
    currency: 'USD',
    servers: [
      ['tiles', 'Grow 4', -400, 'kept', 'backups'],
      ['tiles-old', 'Start 2', -400, 8.5],
    ],
  },
  // Has access and used nothing: gets no invoice.
  {
    name: 'Zoë Müller',
    email: 'zoe.mueller@zuerisee.example',
    currency: 'EUR',
    servers: [],
  },
];

const NOT_ENROLLED: Cast = {
  name: 'Kwame Mensah',
  company: 'Volta Print',
  email: 'kwame@volta.example',
  currency: 'USD',
  servers: [],
};

/** Numbers far from those that the service gives by itself would only confuse; it goes on from here. */
const FIRST_NUMBER = 10_001;
const MS_PER_DAY = 86_400_000;

export function demoClients(nowMs: number): {
  readonly enrolled: readonly DemoClient[];
  readonly notEnrolled: DemoClient;
} {
  const { startMs } = monthRange(monthBefore(monthAt(nowMs, 'UTC')), 'UTC');
  const all = [...ENROLLED, NOT_ENROLLED].map((cast, i) =>
    clientOf(cast, FIRST_NUMBER + i, startMs),
  );
  const notEnrolled = all.at(-1);
  if (!notEnrolled) throw new Error('a demo without people');
  return { enrolled: all.slice(0, -1), notEnrolled };
}

function clientOf({ servers, company = '', ...person }: Cast, number: number, startMs: number) {
  const at = (day: number) => new Date(startMs + day * MS_PER_DAY).toISOString();
  return {
    ...person,
    company,
    number,
    // The provider began to bill with last month: no older one is left over, however old the servers are.
    joinedAtMs: startMs,
    servers: servers.map(([name, plan, fromDay, toDay = 'kept', backups]) => ({
      name,
      plan,
      created_at: at(fromDay),
      ...(toDay !== 'kept' && { deleted_at: at(toDay) }),
      ...(backups && { backups: true }),
    })),
  };
}
