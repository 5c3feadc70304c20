/** Times as Blesta takes and gives them. */

/** Returned in UTC, without saying so. */
export function blestaDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

/** Without a zone the company's is meant; parts of a second do not count. Null for what is no date. */
export function readBlestaDate(text: string, companyUtcOffsetHours: number): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    );
  if (match === null) return null;
  const [, day = '', time = '00:00:00', zone = ''] = match;
  const withSeconds = time.length === 5 ? `${time}:00` : time;
  const utcMs = Date.parse(`${day}T${withSeconds}Z`);
  if (Number.isNaN(utcMs) || new Date(utcMs).toISOString().slice(0, 10) !== day) return null;
  return utcMs - zoneOffsetMs(zone, companyUtcOffsetHours);
}

function zoneOffsetMs(zone: string, companyUtcOffsetHours: number): number {
  if (zone === '') return companyUtcOffsetHours * 3_600_000;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}
