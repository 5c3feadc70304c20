import { table } from '../output/table.ts';
import { type AuditJson, detailText } from './describe-audit.ts';
import { moneyText } from './describe-plan.ts';
import { minuteText } from './minute-text.ts';

/** A client as `/api/v1/clients` lists them. */
export interface ClientJson {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: string;
  readonly state: string;
  readonly failure: string | null;
  readonly panelUserId: number | null;
  readonly createdAt: string;
  readonly enrolledAt: string | null;
  readonly closingRequestedAt: string | null;
  readonly closedAt: string | null;
}

/** What `/api/v1/clients/{id}/history` answers; each list newest first. */
export interface HistoryJson {
  readonly client: ClientJson;
  readonly letters: readonly TaskJson[];
  readonly provisioning: readonly Omit<TaskJson, 'topic'>[];
  readonly documents: readonly {
    readonly id: string;
    readonly number: string;
    readonly kind: string;
    readonly month: string;
    readonly currency: string;
    readonly totalMinor: number;
    readonly dueAt: string;
    readonly payment: string | null;
    readonly delivery: string;
    readonly problem: string | null;
  }[];
  readonly parks: readonly {
    readonly month: string;
    readonly reason: string;
    readonly sentence: string;
  }[];
  readonly releases: readonly {
    readonly month: string;
    readonly reason: string;
    readonly note: string;
    readonly releasedBy: string;
  }[];
  readonly audit: readonly Omit<AuditJson, 'subjectId'>[];
}

interface TaskJson {
  readonly topic: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly createdAt: string;
}

/** Of each list in the history; JSON has them all. */
const SHOWN = 10;

export function describeClients(clients: readonly ClientJson[], more: boolean): string {
  if (clients.length === 0) return 'No client is like that.';
  const found = table(
    [
      { title: 'number', align: 'right' },
      { title: 'address' },
      { title: 'name' },
      { title: 'state' },
      { title: 'since (UTC)', whole: true },
      { title: 'id', whole: true },
    ],
    clients.map(({ number, email, name, company, state, failure, createdAt, id }) => [
      number,
      email,
      company || name,
      failure ? `${state}: ${failure}` : state,
      createdAt.slice(0, 10),
      id,
    ]),
  );
  return more ? `${found}\n… and more; search, or --limit shows them.` : found;
}

export function describeHistory(history: HistoryJson): string {
  const { documents, parks, releases, letters, audit } = history;
  return [
    headOf(history.client),
    ...part('Documents', documents.length, documentsTable(documents)),
    ...part(
      'Parked',
      parks.length,
      lines(parks, ({ month, reason, sentence }) => `  ${month}  ${reason}: ${sentence}`),
    ),
    ...part(
      'Releases',
      releases.length,
      lines(releases, (one) => `  ${one.month}  ${one.reason} by ${one.releasedBy}: ${one.note}`),
    ),
    ...part(
      'Letters',
      letters.length,
      lines(letters, ({ createdAt, topic, state, lastError }) => {
        const error = lastError ? `, ${lastError}` : '';
        return `  ${minuteText(createdAt)}  ${topic || 'letter'}: ${state}${error}`;
      }),
    ),
    ...part(
      'What happened',
      audit.length,
      lines(audit, ({ at, actor, action, detail }) =>
        `  ${minuteText(at)}  ${action} by ${actor}  ${detailText(detail)}`.trimEnd(),
      ),
    ),
  ].join('\n');
}

function headOf(client: ClientJson): string {
  const { id, number, email, name, company, currency, state, failure, panelUserId } = client;
  return [
    `${name}${company ? `, ${company}` : ''} <${email}>`,
    `  ${id}, number ${number}, billed in ${currency}`,
    `  ${state}${failure ? `: ${failure}` : ''}, ${panelUserId === null ? 'nobody in the panel' : `panel user ${panelUserId}`}`,
    `  here since ${minuteText(client.createdAt)}, enrolled ${minuteText(client.enrolledAt)}, closed ${minuteText(client.closedAt)} (UTC)`,
  ].join('\n');
}

function documentsTable(documents: HistoryJson['documents']): string {
  return table(
    [
      { title: 'number', whole: true },
      { title: 'document' },
      { title: 'month' },
      { title: 'total', align: 'right' },
      { title: '' },
      { title: 'paid' },
      { title: 'delivery' },
      { title: 'id', whole: true },
    ],
    documents
      .slice(0, SHOWN)
      .map(({ id, number, kind, month, currency, totalMinor, payment, delivery, problem }) => [
        number,
        kind.replace('_', ' '),
        month,
        moneyText(currency, totalMinor),
        currency,
        payment ?? 'unknown',
        problem ?? delivery,
        id,
      ]),
  );
}

function part(title: string, count: number, text: string): readonly string[] {
  if (count === 0) return [];
  const rest = count > SHOWN ? [`  … and ${count - SHOWN} more; --json has them.`] : [];
  return ['', `${title} (${count})`, text, ...rest];
}

function lines<Row>(rows: readonly Row[], line: (row: Row) => string): string {
  return rows.slice(0, SHOWN).map(line).join('\n');
}
