import type { ParkedJson } from './runs.ts';

const PARKED_SHOWN = 20;

/** Who is held back: why, by which rows, what releases it, and the command that does where an operator may. */
export function describeParked(
  parked: readonly ParkedJson[],
  count: number,
  month: string,
  shownAtMost = PARKED_SHOWN,
): string {
  const shown = parked.slice(0, shownAtMost);
  const rest = count - shown.length;
  const blocks = shown.map((client) => describeOne(client, month));
  return [
    `Parked clients (${count})`,
    ...blocks,
    ...(rest > 0 ? [`… and ${rest} more; the CSV has them all.`] : []),
  ].join('\n');
}

function describeOne(parked: ParkedJson, month: string): string {
  const { clientId, clientEmail, reason, sentence, rows, release, releasable } = parked;
  const lines = [
    `  ${clientEmail}  ${clientId}  ${reason}`,
    `    ${sentence}`,
    ...(rows.length > 0 ? [`    Rows: ${rows.join('; ')}`] : []),
    `    ${release}`,
  ];
  if (releasable) {
    lines.push(`    npm run parked -- release ${clientId} ${month} ${reason} --note "why"`);
  }
  return lines.join('\n');
}
