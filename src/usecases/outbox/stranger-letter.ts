import { mailCountKey, mailDay, type StrangerLetter } from '#core/sign-in/stranger-mail.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';

/**
 * A letter that a stranger causes, within the day's bounds. The commit that it is part of stores nothing and answers
 * `conflict` once they are reached; the caller then answers as if it had been sent.
 */
export async function strangerLetter(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random' | 'settings'>,
  letter: StrangerLetter,
  subjectId: string,
): Promise<readonly Change[]> {
  const { secrets, clock, settings } = ports;
  return [
    {
      type: 'stranger_mail_counted',
      day: mailDay(clock.nowMs()),
      key: await secrets.digest(mailCountKey(letter)),
      perAddress: settings.abuse.mailsPerAddress,
      perDay: settings.abuse.mailsPerDay,
    },
    await letterTask(ports, letter, subjectId, 0),
  ];
}
