// The settings of mail: who it is from, and what carries it.
import { z } from 'zod';
import { httpUrl, integer } from './fields.ts';

export const mailVariables = z.object({
  MAIL_FROM: z.email(),
  MAIL_DKIM_SELECTOR: z
    .string()
    .regex(/^[\w-]+(?:\.[\w-]+)*$/, 'must be the part before ._domainkey')
    .or(z.literal(''))
    .default(''),
  DNS_OVER_HTTPS_URL: httpUrl.default('https://cloudflare-dns.com/dns-query'),
  MAIL_TRANSPORT: z.enum(['cloudflare', 'smtp', 'mailbox']),
  MAILBOX_URL: httpUrl.optional(),
  SMTP_HOST: z.string().min(1).optional(),
  SMTP_PORT: integer('587', { from: 1, to: 65_535 }),
  SMTP_USERNAME: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_SECURITY: z.enum(['tls', 'starttls', 'none']).default('starttls'),
});
