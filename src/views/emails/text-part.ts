import type { Draft } from '#views/emails/draft.ts';
import { greeting } from '#views/emails/greeting.ts';
import type { Texts } from '#views/languages.ts';

/** The letter as plain text; each address stands bare on a line of its own. */
export function textPart(
  draft: Draft,
  provider: { name: string; supportEmail: string },
  texts: Texts,
): string {
  const blocks = [
    greeting(draft.name, texts),
    ...draft.before,
    `${draft.action.label}:\n${draft.action.url}`,
    ...draft.after.map((block) => (typeof block === 'string' ? block : block.url)),
    `${provider.name}\n${provider.supportEmail}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
