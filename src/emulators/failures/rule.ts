/** What a failure on demand may look like. A rule must have at least one effect and no contradiction. */
import { z } from 'zod';

const EFFECTS = [
  'status',
  'delayMs',
  'holdMs',
  'loseReply',
  'body',
  'contentType',
  'truncate',
  'omit',
] as const;
type Effect = (typeof EFFECTS)[number];

const ruleFields = z.strictObject({
  path: z.string().regex(/^[/*]/, 'must begin with "/" or "*"'),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  query: z.record(z.string(), z.string()).optional(),
  times: z.int().min(1).max(1_000_000).default(1),
  status: z.int().min(200).max(599).optional(),
  delayMs: z.int().min(0).max(120_000).optional(),
  holdMs: z.int().min(0).max(120_000).optional(),
  loseReply: z.literal(true).optional(),
  body: z.string().optional(),
  contentType: z.string().min(1).optional(),
  truncate: z.int().min(0).optional(),
  omit: z.string().min(1).optional(),
});

export type FailureRule = z.output<typeof ruleFields>;

export const failureRuleSchema = ruleFields
  .refine((rule) => effectsOf(rule).length > 0, {
    error: `name at least one effect: ${EFFECTS.join(', ')}`,
  })
  .refine((rule) => !(rule.loseReply && isInvented(rule)), {
    error: 'loseReply does the work and loses the answer; status and body do not do the work',
  });

export function effectsOf(rule: Partial<Record<Effect, unknown>>): Effect[] {
  return EFFECTS.filter((effect) => rule[effect] !== undefined);
}

/** An invented answer replaces the work: nothing is changed in the emulated system. */
export function isInvented(rule: Pick<Partial<FailureRule>, 'status' | 'body'>): boolean {
  return rule.status !== undefined || rule.body !== undefined;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

export function matches(rule: FailureRule, call: Call): boolean {
  if (rule.method !== undefined && rule.method !== call.method) return false;
  const wanted = Object.entries(rule.query ?? {});
  return pathMatches(rule.path, call.path) && wanted.every(([k, v]) => call.query.get(k) === v);
}

function pathMatches(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) {
    const prefix = pattern.replace(/\/+$/, '');
    return path === prefix || path.startsWith(`${prefix}/`);
  }
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(path);
}
