import { table } from '../output/table.ts';
import { minuteText } from './minute-text.ts';

/** A letter that did not go out, as `/api/v1/letters` lists it. */
export interface FailedLetterJson {
  readonly id: string;
  readonly topic: string;
  readonly clientId: string | null;
  readonly clientEmail: string | null;
  readonly state: 'failed' | 'unknown';
  readonly lastError: string;
  readonly writtenAt: string;
  readonly since: string | null;
  /** Null where it can be sent again. */
  readonly again: string | null;
}

/** Letters that did not go out, newest first. Times are UTC. */
export function describeLetters(letters: readonly FailedLetterJson[], more: boolean): string {
  if (letters.length === 0) return 'Every letter went out, or is on its way.';
  return [
    table(
      [
        { title: 'letter', whole: true },
        { title: 'about' },
        { title: 'to' },
        { title: 'state' },
        { title: 'why' },
        { title: 'since (UTC)' },
        { title: 'again' },
      ],
      letters.map((letter) => [
        letter.id,
        letter.topic.replaceAll('_', ' ') || 'not noted',
        letter.clientEmail || letter.clientId || '–',
        letter.state,
        letter.lastError,
        minuteText(letter.since),
        letter.again ?? 'can be sent',
      ]),
    ),
    ...(more ? ['There are more: --limit'] : []),
    '',
    'The daily automation tries most that were given up by itself. When you have mended why:',
    '  npx postmeter letters again LETTER      sends it again now',
    '  npx postmeter letters dismiss LETTER    nothing more is to be done about it',
  ].join('\n');
}
