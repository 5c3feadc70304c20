import { table } from '../output/table.ts';

/** A row of `GET /api/v1/audit`. */
export interface AuditJson {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export function describeAudit(rows: readonly AuditJson[], more: boolean): string {
  if (rows.length === 0) return 'Nothing like that was noted.';
  const events = table(
    [
      { title: 'when (UTC)', whole: true },
      { title: 'who' },
      { title: 'did' },
      { title: 'to', whole: true },
      { title: 'detail' },
    ],
    rows.map(({ at, actor, action, subjectId, detail }) => [
      at.slice(0, 19).replace('T', ' '),
      actor,
      action,
      subjectId,
      detailText(detail),
    ]),
  );
  return more ? `${events}\n… and more; --limit shows them.` : events;
}

/** What changed as `name: before → after`, anything else as it is. */
export function detailText({ before, after, ...rest }: Readonly<Record<string, unknown>>): string {
  const old = Object(before) as Record<string, unknown>; // any object may be read by name
  const changed = Object.entries(Object(after)).map(([name, value]) =>
    old[name] ? `${name}: ${old[name]} → ${value}` : `${name}: ${value}`,
  );
  const others = Object.entries(rest).map(([name, value]) => `${name} ${String(value)}`);
  return [...changed, ...others].join(', ');
}
