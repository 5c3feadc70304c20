/** What a letter is about, by its kind; older ones do not say it. */
export function letterName(topic: string): string {
  return topic.replaceAll('_', ' ') || 'not noted';
}
