// The panel's error bodies: Laravel's `{message, errors}`, either alone, plain text, or nothing (docs/panel.md,
// section 1). Operators need the sentence; it may echo what was sent, so that is taken out first.

import { z } from 'zod';
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { withoutAddresses } from '#core/without-addresses.ts';

export interface LaravelError {
  /** One line, without the values that were sent and without addresses. */
  readonly summary: string;
  readonly invalidFields: readonly string[];
}

const SUMMARY_MAX_CHARACTERS = 300;
const FIELDS_MAX = 20;

const messages = z.union([z.string(), z.array(z.string())]);
const errorSchema = z.object({
  message: z.string().optional().catch(undefined),
  errors: z.record(z.string(), messages).optional().catch(undefined),
});

/** `sent` are the values that must not appear: the token, and the strings of the request. */
export function readLaravelError(
  contentType: string,
  text: string,
  sent: readonly string[],
): LaravelError {
  if (/^text\/plain\b/i.test(contentType)) {
    return { summary: redact(text, sent), invalidFields: [] };
  }
  const parsed = errorSchema.safeParse(readOutsideJson(text));
  if (!parsed.success) return { summary: '', invalidFields: [] };
  const { message = '', errors = {} } = parsed.data;
  const said = Object.values(errors).flat();
  const sentences = [message, ...said.filter((sentence) => !message.includes(sentence))];
  return {
    summary: redact(sentences.filter(Boolean).join(' '), sent),
    invalidFields: Object.keys(errors).slice(0, FIELDS_MAX),
  };
}

function redact(text: string, sent: readonly string[]): string {
  let clean = text;
  for (const value of sent) if (value !== '') clean = clean.replaceAll(value, '[…]');
  return withoutAddresses(clean, '[address]')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, SUMMARY_MAX_CHARACTERS);
}
