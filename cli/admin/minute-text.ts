/** An instant as people read it (UTC); a dash where it has not come. */
export function minuteText(instant: string | null): string {
  return instant === null ? '–' : instant.slice(0, 16).replace('T', ' ');
}
