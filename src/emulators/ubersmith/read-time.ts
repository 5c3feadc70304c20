/** A time that came as Unix seconds or as a calendar date, in UTC; null for what is neither, or not the form wanted. */
export function readTime(text: string, form: 'any' | 'date' | 'unix'): number | null {
  const trimmed = text.trim();
  if (/^\d{1,11}$/.test(trimmed)) return form === 'date' ? null : Number(trimmed) * 1000;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})Z?)?$/.exec(trimmed);
  if (match === null || form === 'unix') return null;
  const ms = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`);
  const isReal = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(match[1] ?? '');
  return isReal ? ms : null;
}
