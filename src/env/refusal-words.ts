// An install's own phrases for what it refuses: plain text, because a pattern is easily written wrong and can be made to
// take for ever.
import { z } from 'zod';
import { json } from './fields.ts';

const PHRASES_MAX = 20;
const SHORTEST = 3;
const LONGEST = 200;

const NAMES = ['missing', 'taken', 'key', 'permission', 'address'] as const;

const phrases = (name: (typeof NAMES)[number]) => {
  const bounds = `needs phrases of ${SHORTEST} to ${LONGEST} characters under ${name}`;
  return z
    .array(z.string(bounds).trim().min(SHORTEST, bounds).max(LONGEST, bounds), {
      error: `needs a list of phrases under ${name}, as in {"${name}":["first phrase","another"]}`,
    })
    .max(PHRASES_MAX, `takes at most ${PHRASES_MAX} phrases under ${name}`)
    .optional();
};

/** Plain phrases by what they mean. Which of them counts where several fit is the adapter's to say. */
export const refusalWords = json(
  z
    .strictObject(
      {
        missing: phrases('missing'),
        taken: phrases('taken'),
        key: phrases('key'),
        permission: phrases('permission'),
        address: phrases('address'),
      },
      { error: `must be JSON with lists of phrases under ${NAMES.join(', ')}, and no other name` },
    )
    .refine((words) => isEachOnce(Object.values(words)), 'has one phrase under two names'),
).prefault('{}');

/** One list may repeat itself; two may not say the same. */
function isEachOnce(lists: readonly (readonly string[] | undefined)[]): boolean {
  const each = lists.flatMap((list = []) => [
    ...new Set(list.map((phrase) => phrase.toLowerCase())),
  ]);
  return new Set(each).size === each.length;
}
