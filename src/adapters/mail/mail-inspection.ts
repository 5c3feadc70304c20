import { err, ok, type Result } from '#core/result.ts';
import type { MailInspection } from '#ports/doctor.ts';
import type { MailFailure } from '#ports/mailer.ts';
import { type SmtpSettings, tryOutSmtp } from './smtp.ts';

/** Connects and signs in as a letter does, and hangs up before there is one. */
export function createSmtpInspection(settings: SmtpSettings): MailInspection {
  return {
    async tryOut() {
      const tried = await tryOutSmtp(settings);
      return tried.ok ? ok(`${settings.host} lets us in.`) : err(tried.error);
    },
  };
}

/** Where nothing but a letter would tell: a sentence that says so. */
export function createMailAssumption(sentence: string): MailInspection {
  return { tryOut: async (): Promise<Result<string, MailFailure>> => ok(sentence) };
}
