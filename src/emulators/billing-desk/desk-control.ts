/** The emulator's own switchboard, no part of the vendor's API: failures on demand, switches, actions, logs, reset. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Failures } from '../failures/failures.ts';
import { failureHelp } from '../failures/help.ts';
import { failureRuleSchema } from '../failures/rule.ts';
import { badRequest, check, readJson } from '../read-control.ts';
import type { CallLog } from './call-log.ts';
import { DESK_HELP, type Desk, deskActionSchema } from './desk.ts';
import type { CommonSwitches, Switches } from './switches.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface DeskControl<Values extends CommonSwitches> {
  /** Of the emulator, with a slash before: `/blesta`. */
  readonly place: string;
  /** A call's name as failure rules write it. */
  readonly exampleCall: string;
  readonly desk: Desk;
  readonly failures: Failures;
  readonly switches: Switches<Values>;
  readonly log: CallLog;
  readonly webhooks: WebhookSender;
  /** Empties the system itself; switches, rules and logs are reset here. */
  readonly reset: () => void;
}

const resetSchema = z.strictObject({ reset: z.literal(true) });
const optionsSchema = z.strictObject({ options: z.record(z.string(), z.unknown()) });

export function deskControl<Values extends CommonSwitches>(parts: DeskControl<Values>): Hono {
  const { place, failures, switches, log, webhooks, desk } = parts;
  const state = () => ({ pending: failures.pending(), options: switches.values });
  const routes = new Hono();

  routes.get(`${place}/control`, (c) => c.json({ ...state(), help: help(parts) }));
  routes.delete(`${place}/control`, (c) => {
    failures.clear();
    return c.body(null, 204);
  });
  routes.post(`${place}/control`, async (c) => {
    const json = await readJson(c);
    if (!json.ok) return badRequest(c, json.message);
    if (has(json.value, 'do')) return act(c, desk, json.value);
    if (has(json.value, 'reset')) {
      const command = check(resetSchema, json.value);
      if (!command.ok) return badRequest(c, command.message);
      parts.reset();
      for (const part of [failures, log, webhooks]) part.clear();
      switches.reset();
      return c.json({ reset: true });
    }
    if (has(json.value, 'options')) {
      const command = check(optionsSchema, json.value);
      if (!command.ok) return badRequest(c, command.message);
      const change = switches.change(command.value.options);
      return change.ok ? c.json(state()) : badRequest(c, change.message);
    }
    const listed = Array.isArray(json.value) ? json.value : [json.value];
    const rules = check(z.array(failureRuleSchema), listed);
    if (!rules.ok) return badRequest(c, rules.message);
    failures.add(rules.value);
    return c.json(state());
  });

  routes.get(`${place}/requests`, (c) => c.json(log.entries()));
  routes.delete(`${place}/requests`, (c) => {
    log.clear();
    return c.body(null, 204);
  });
  routes.get(`${place}/writes`, (c) => c.json(log.entries().filter((entry) => entry.write)));
  routes.get(`${place}/webhooks`, (c) => c.json(webhooks.deliveries()));
  routes.get(`${place}/books`, (c) =>
    c.json({ clients: desk.clients(), invoices: desk.invoices() }),
  );
  return routes;
}

async function act(c: Context, desk: Desk, value: unknown): Promise<Response> {
  const action = check(deskActionSchema, value);
  if (!action.ok) return badRequest(c, action.message);
  const problem = await desk.act(action.value, { origin: new URL(c.req.url).origin });
  return problem === null ? c.json({ done: action.value.do }) : badRequest(c, problem);
}

function help<Values extends CommonSwitches>({
  place,
  exampleCall,
  switches,
}: DeskControl<Values>) {
  return {
    failures: {
      ...failureHelp(`/${exampleCall}`),
      path: 'Paths are the names of calls with a slash before.',
    },
    actions: DESK_HELP,
    options: { about: 'POST {"options": {…}} with any of these.', each: switches.explain },
    reset: { about: 'Empties everything; options, rules and logs, too.', example: { reset: true } },
    read: {
      [`GET ${place}/requests`]: 'the last 2000 calls, secrets removed; DELETE empties the list',
      [`GET ${place}/writes`]: 'those of them that write',
      [`GET ${place}/webhooks`]: 'the last 200 webhooks sent',
      [`GET ${place}/books`]: 'clients and invoices as the page shows them',
    },
  };
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
