// What carries letters, as MAIL_TRANSPORT chooses.
import { createMailboxMailer } from '#adapters/mail/mailbox.ts';
import { createSendEmailMailer } from '#adapters/mail/send-email.ts';
import { createSmtpMailer, type SmtpSettings } from '#adapters/mail/smtp.ts';
import type { Clock } from '#ports/clock.ts';
import type { Mailer } from '#ports/mailer.ts';
import { writeLetter } from '#views/emails/write-letter.tsx';
import type { Env } from '../env.ts';
import { globalFetch } from './global-fetch.ts';
import { needed } from './needed.ts';

export function mailerOf(env: Env, clock: Clock): Mailer {
  const { PROVIDER_NAME: name, SUPPORT_EMAIL: supportEmail, PROVIDER_ACCENT: accent } = env;
  const provider = { name, supportEmail, accent };
  const sender = { name: env.PROVIDER_NAME, address: env.MAIL_FROM };
  const write = (letter: Parameters<typeof writeLetter>[0]) => writeLetter(letter, provider);
  switch (env.MAIL_TRANSPORT) {
    case 'cloudflare':
      return createSendEmailMailer(needed(env.EMAIL), { sender }, write);
    case 'smtp':
      return createSmtpMailer(needed(smtpOf(env)), clock, write);
    case 'mailbox':
      return createMailboxMailer(
        { url: needed(env.MAILBOX_URL), sender, fetch: globalFetch },
        write,
      );
  }
}

/** Undefined with another transport. */
export function smtpOf(env: Env): SmtpSettings | undefined {
  if (env.MAIL_TRANSPORT !== 'smtp') return undefined;
  const { SMTP_USERNAME: user, SMTP_PASSWORD: password } = env;
  return {
    host: needed(env.SMTP_HOST),
    port: env.SMTP_PORT,
    security: env.SMTP_SECURITY,
    credentials: user && password ? { user, password } : null,
    sender: { name: env.PROVIDER_NAME, address: env.MAIL_FROM },
  };
}
