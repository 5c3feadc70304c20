import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Moment } from '#views/admin/moment.tsx';
import { Pager } from '#views/admin/section.tsx';
import { TableHead } from '#views/components/table-head.tsx';

type Values = Readonly<Record<string, unknown>>;

export interface AuditView {
  readonly id: number;
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly subjectId: string;
  /** Plain facts of the event. */
  readonly facts: Values;
  readonly before: Values;
  readonly after: Values;
}

export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}

export interface AuditPageProps {
  readonly frame: AdminFrame;
  readonly events: readonly AuditView[];
  readonly filter: AuditFilter;
  /** Where only those are listed that the filter names, and nothing else. */
  readonly filterUrl: (filter: Partial<AuditFilter>) => string;
  readonly firstUrl: string;
  readonly nextUrl: string;
}

const FIELDS: readonly { readonly name: keyof AuditFilter; readonly label: string }[] = [
  { name: 'actor', label: 'Who' },
  { name: 'action', label: 'What' },
  { name: 'subject', label: 'Subject' },
];

/** Who did what to what, when, and what it was before. */
export function AuditPage(props: AuditPageProps) {
  const { frame, events, filter, filterUrl, firstUrl, nextUrl } = props;
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <AdminPage
      frame={frame}
      title="Audit log"
      lead="Every change that an operator, a client or the service itself made, newest first. Nothing is ever removed from it."
    >
      <section class="card" aria-label="Events">
        <form method="get" action="/admin/audit" class="inline-form">
          {FIELDS.map(({ name, label }) => (
            <div class="field">
              <label for={name}>{label}</label>
              <input
                id={name}
                name={name}
                value={filter[name]}
                autocomplete="off"
                maxlength={200}
              />
            </div>
          ))}
          <button type="submit" class="button secondary">
            Filter
          </button>
          {isFiltered && <a href="/admin/audit">All events</a>}
        </form>
        {events.length === 0 ? (
          <p class="empty">{isFiltered ? 'No event fits.' : 'Nothing has happened yet.'}</p>
        ) : (
          <table class="table stacked in-lines">
            <TableHead columns={['When', 'What', 'Who', 'Details']} />
            <tbody>
              {events.map((event) => (
                <EventRow event={event} timeZone={frame.timeZone} filterUrl={filterUrl} />
              ))}
            </tbody>
          </table>
        )}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </section>
    </AdminPage>
  );
}

interface EventRowProps {
  readonly event: AuditView;
  readonly timeZone: string;
  readonly filterUrl: AuditPageProps['filterUrl'];
}

function EventRow({ event, timeZone, filterUrl }: EventRowProps) {
  const { atMs, actor, action, subjectId, facts, before, after } = event;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const named = Object.entries(facts).map(([name, value]) => `${name} ${shown(value)}`);
  return (
    <tr>
      <td class="nowrap">
        <Moment atMs={atMs} timeZone={timeZone} />
      </td>
      <th scope="row">
        <a href={filterUrl({ action })}>{action}</a>{' '}
        <a class="identifier" href={filterUrl({ subject: subjectId })} title={subjectId}>
          {subjectId}
        </a>
      </th>
      <td>
        <a class="identifier" href={filterUrl({ actor })} title={actor}>
          {actor}
        </a>
      </td>
      <td class="details">
        {changed.map((name) => (
          <div>
            {name} {name in before && <del>{shown(before[name])}</del>}
            {name in before && name in after && ' → '}
            {name in after && <ins>{shown(after[name])}</ins>}
          </div>
        ))}
        {named.length > 0 && <div class="hint">{named.join(' · ')}</div>}
      </td>
    </tr>
  );
}

function shown(value: unknown): string {
  return value === '' ? 'none' : String(value);
}
