import { minuteText } from './minute-text.ts';
import type { ParkedJson, RunJson } from './runs.ts';

const PARKED_SHOWN = 20;

/** Everybody whom the newest run of a month holds back. */
export function describeRunParked(month: string, { parked, counts }: RunJson): string {
  if (counts.parked === 0) return `Nobody is parked in ${month}.`;
  return describeParked(parked, counts.parked, month, parked.length);
}

/** The same for every month that is not done; those that were never invoiced are named, too. */
export function describeMonthsParked(
  months: readonly { readonly month: string; readonly run: RunJson | undefined }[],
): string {
  if (months.length === 0) return 'Every month is done: nobody is parked.';
  const blocks = months.map(({ month, run }) =>
    run
      ? `${month}: ${describeRunParked(month, run)}`
      : `${month} was never invoiced. Do it with: npx postmeter invoice ${month}`,
  );
  return blocks.join('\n\n');
}

/** Who is held back: why, by which rows, what releases it, and the command that does where an operator may. */
export function describeParked(
  parked: readonly ParkedJson[],
  count: number,
  month: string,
  shownAtMost = PARKED_SHOWN,
): string {
  const shown = parked.slice(0, shownAtMost);
  const rest = count - shown.length;
  const blocks = alike(shown).map((group) => describeGroup(group, month));
  const released = parked.filter((one) => one.released).length;
  const ofThem = released > 0 ? `, ${released} released since` : '';
  return [
    `Parked clients (${count}${ofThem})`,
    ...blocks,
    ...(rest > 0 ? [`… and ${rest} more; the CSV has them all.`] : []),
  ].join('\n');
}

/** Those who can be told of in one breath, in the order of the first of each. */
function alike(parked: readonly ParkedJson[]): readonly (readonly ParkedJson[])[] {
  const groups = new Map<string, ParkedJson[]>();
  for (const client of parked) {
    const { reason, sentence, rows, release, releasable } = client;
    const key = releasable ? client.clientId : JSON.stringify([reason, sentence, rows, release]);
    const group = groups.get(key);
    if (group) group.push(client);
    else groups.set(key, [client]);
  }
  return [...groups.values()];
}

function describeGroup(group: readonly ParkedJson[], month: string): string {
  const [first, ...others] = group;
  if (!first) return '';
  const also = others.map(({ clientEmail, clientId }) => `  ${clientEmail}  ${clientId}  likewise`);
  return [describeOne(first, month), ...also].join('\n');
}

function describeOne(parked: ParkedJson, month: string): string {
  const { clientId, clientEmail, reason, sentence, rows, release, releasable } = parked;
  const ends = parked.released ? releasedText(parked, month) : `    ${release}`;
  const lines = [
    `  ${clientEmail}  ${clientId}  ${reason}`,
    `    ${sentence}`,
    ...(rows.length > 0 ? [`    Rows: ${rows.join('; ')}`] : []),
    ends,
  ];
  if (releasable && !parked.released) {
    lines.push(`    npx postmeter parked release ${clientId} ${month} ${reason} --note "why"`);
  }
  return lines.join('\n');
}

/** Times are UTC. */
function releasedText({ releasedBy, releasedAt }: ParkedJson, month: string): string {
  return [
    `    Released by ${releasedBy}, ${minuteText(releasedAt)}. The next run of the month bills the client, unless something else is wrong then:`,
    `    npx postmeter invoice ${month}`,
  ].join('\n');
}
