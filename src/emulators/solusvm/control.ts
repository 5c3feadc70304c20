/**
 * The emulator's own switchboard, no part of the vendor's API: failures on demand, options for what the
 * reference leaves unknown, history to load, and a reset.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Failures } from '../failures/failures.ts';
import { failureRuleSchema } from '../failures/rule.ts';
import { badRequest, check, readJson } from '../read-control.ts';
import { controlHelp } from './control-help.ts';
import { EVENTS, letGo } from './events.ts';
import { initialTables } from './initial-tables.ts';
import type { Panel } from './panel.ts';
import type { RequestLog } from './request-log.ts';
import { applySeed, seedProblem, seedSchema } from './seed.ts';

const resetSchema = z.strictObject({ reset: z.literal(true) });
const seedCommandSchema = z.strictObject({ seed: seedSchema });
const eventsSchema = z.strictObject({
  events: z.strictObject({
    handlers: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          url: z.url({ protocol: /^https?$/ }),
          events: z
            .array(z.enum(EVENTS))
            .min(1)
            .default([...EVENTS]),
          parameters: z.record(z.string(), z.string()).default({}),
          enabled: z.boolean().default(true),
        }),
      )
      .optional(),
    faults: z.array(z.enum(['lose', 'twice', 'hold'])).optional(),
    letGo: z.enum(['oldest_first', 'newest_first']).optional(),
  }),
});
const optionsSchema = z.strictObject({
  options: z.strictObject({
    defaultPerPage: z.int().min(1).max(100).optional(),
    honourPerPage: z.boolean().optional(),
    taskDurationMs: z.int().min(0).max(3_600_000).optional(),
  }),
});

export interface ControlParts {
  readonly panel: Panel;
  readonly panelToken: string;
  readonly failures: Failures;
  readonly requestLog: RequestLog;
}

export function controlRoutes({ panel, panelToken, failures, requestLog }: ControlParts): Hono {
  const state = () => ({ pending: failures.pending(), options: panel.tables.options });
  const routes = new Hono();

  routes.get('/solusvm/control', (c) => c.json({ ...state(), help: controlHelp() }));
  routes.delete('/solusvm/control', (c) => {
    failures.clear();
    return c.body(null, 204);
  });

  routes.post('/solusvm/control', async (c) => {
    const json = await readJson(c);
    if (!json.ok) return badRequest(c, json.message);

    if (has(json.value, 'reset')) {
      const command = check(resetSchema, json.value);
      if (!command.ok) return badRequest(c, command.message);
      panel.tables = initialTables(panelToken);
      failures.clear();
      requestLog.clear();
      return c.json({ reset: true });
    }
    if (has(json.value, 'seed')) {
      const command = check(seedCommandSchema, json.value);
      if (!command.ok) return badRequest(c, command.message);
      const problem = seedProblem(panel, command.value.seed);
      if (problem !== null) return badRequest(c, problem);
      const seeded = applySeed(panel, command.value.seed);
      panel.tables.events.happened = []; // history happened before anybody listened
      return c.json(seeded);
    }
    if (has(json.value, 'events')) {
      const command = check(eventsSchema, json.value);
      if (!command.ok) return badRequest(c, command.message);
      const { handlers, faults = [], letGo: order } = command.value.events;
      const { events } = panel.tables;
      events.handlers = handlers ?? events.handlers;
      events.faults.push(...faults);
      if (order) await letGo(panel, order === 'newest_first');
      return c.json({ handlers: events.handlers, faults: events.faults });
    }
    if (has(json.value, 'options')) {
      const command = check(optionsSchema, json.value);
      if (!command.ok) return badRequest(c, command.message);
      Object.assign(panel.tables.options, command.value.options);
      return c.json(state());
    }
    const listed = Array.isArray(json.value) ? json.value : [json.value];
    const rules = check(z.array(failureRuleSchema), listed);
    if (!rules.ok) return badRequest(c, rules.message);
    failures.add(rules.value);
    return c.json(state());
  });

  routes.get('/solusvm/deliveries', (c) => c.json(panel.tables.events.deliveries));
  routes.get('/solusvm/requests', (c) => c.json(requestLog.entries()));
  routes.delete('/solusvm/requests', (c) => {
    requestLog.clear();
    return c.body(null, 204);
  });
  return routes;
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
