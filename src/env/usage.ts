// The settings of usage: which source is billed, and how the panel's report and its log of activity are read.
import { z } from 'zod';
import { integer, json } from './fields.ts';

const usageFields = json(
  z.object({
    userId: z.string().default(''),
    serverId: z.string().min(1),
    name: z.string().min(1),
    hours: z.string().min(1),
    tokens: z.string().min(1),
    backupTokens: z.string(),
  }),
);

const entryFields = json(
  z.object({
    serverId: z.string().min(1),
    userId: z.string().min(1),
    planId: z.string().min(1),
    name: z.string().min(1),
  }),
);

export const usageVariables = z.object({
  USAGE_SOURCE: z.enum(['report', 'metering', 'both']).default('report'),
  USAGE_REPORT_PATH: z
    .string()
    .startsWith('/')
    .regex(/\{userIds?\}/, 'must have {userId} or {userIds}')
    .regex(/\{from\}.*\{to\}|\{to\}.*\{from\}/, 'must have {from} and {to}')
    .optional(),
  USAGE_REPORT_FIELDS: usageFields.optional(),
  USAGE_TOLERANCE_PERCENT: integer('1', { to: 100 }),
  METERING_SUSPENDED: z.enum(['costs', 'free']).default('costs'),
  METERING_KEPT_MONTHS: integer('12', { from: 2, to: 120 }),
  ACTIVITY_LOG_FIELDS: entryFields.optional(),
});
