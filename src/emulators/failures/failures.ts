/** The pending failure rules of one emulator, and the middleware that applies the first one that matches. */
import type { Context, MiddlewareHandler } from 'hono';
import { alterReply, inventReply, pause } from './reply.ts';
import { type Call, type FailureRule, isInvented, matches } from './rule.ts';

const PENDING_LIMIT = 1000;

export interface Failures {
  readonly add: (rules: readonly FailureRule[]) => void;
  readonly pending: () => readonly FailureRule[];
  readonly clear: () => void;
  readonly take: (call: Call) => FailureRule | null;
}

export function createFailures(): Failures {
  let rules: FailureRule[] = [];
  return {
    add: (added) => {
      rules = [...rules, ...added.map((rule) => ({ ...rule }))].slice(-PENDING_LIMIT);
    },
    pending: () => rules,
    clear: () => {
      rules = [];
    },
    take: (call) => {
      const rule = rules.find((candidate) => matches(candidate, call));
      if (rule === undefined) return null;
      rule.times -= 1;
      if (rule.times === 0) rules = rules.filter((candidate) => candidate !== rule);
      return rule;
    },
  };
}

/** `onRule` hears of a rule before it takes effect, so that a log can say why an answer was odd. */
export function failuresOnDemand(
  failures: Failures,
  pathOf: (c: Context) => string,
  onRule: (c: Context, rule: FailureRule) => void = () => {},
): MiddlewareHandler {
  return async function failOnDemand(c, next) {
    const query = new URL(c.req.url).searchParams;
    const rule = failures.take({ method: c.req.method, path: pathOf(c), query });
    if (rule === null) return next();
    onRule(c, rule);
    if (rule.delayMs !== undefined) await pause(rule.delayMs);
    if (isInvented(rule)) return inventReply(rule);
    await next();
    if (rule.holdMs !== undefined) await pause(rule.holdMs);
    const altered = await alterReply(rule, c.res);
    // Hono would merge the old answer's headers into the new one.
    c.res = undefined;
    c.res = altered;
  };
}
