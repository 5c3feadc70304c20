/** The emulator's own switchboard, no part of the vendor's API. Each POST carries exactly one kind of command. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Failures } from '../../failures/failures.ts';
import { failureRuleSchema } from '../../failures/rule.ts';
import { badRequest, check, readJson } from '../../read-control.ts';
import type { CallLog } from '../api/call-log.ts';
import type { Installation, Tables } from '../installation.ts';
import { accessSchema } from '../settings/access.ts';
import { catalogueSchema } from '../settings/catalogue.ts';
import { optionsSchema } from '../settings/options.ts';
import { deliverSignals } from '../signals.ts';
import { act, actSchema } from './acts.ts';
import { controlHelp } from './help.ts';
import { billByOldAddon, oldAddonSchema } from './old-addon.ts';
import { applySeed, seedProblem, seedSchema } from './seed.ts';

export interface ControlParts {
  readonly installation: Installation;
  readonly failures: Failures;
  readonly callLog: CallLog;
  readonly fresh: () => Tables;
}

type Command = (c: Context, parts: ControlParts, body: unknown) => Response | Promise<Response>;

const COMMANDS: Readonly<Record<string, Command>> = {
  reset: command(z.strictObject({ reset: z.literal(true) }), (c, parts) => {
    parts.installation.tables = parts.fresh();
    parts.failures.clear();
    parts.callLog.clear();
    return c.json({ reset: true });
  }),
  options: command(z.strictObject({ options: optionsSchema }), (c, parts, { options }) => {
    Object.assign(parts.installation.tables.options, options);
    return c.json(state(parts));
  }),
  access: command(z.strictObject({ access: accessSchema }), (c, parts, { access }) => {
    Object.assign(parts.installation.tables.access, access, { failuresInARow: 0 });
    return c.json(state(parts));
  }),
  catalogue: command(z.strictObject({ catalogue: catalogueSchema }), (c, parts, { catalogue }) => {
    Object.assign(parts.installation.tables.catalogue, catalogue);
    return c.json(state(parts));
  }),
  seed: command(z.strictObject({ seed: seedSchema }), (c, { installation }, { seed }) => {
    const problem = seedProblem(installation, seed);
    return problem === null ? c.json(applySeed(installation, seed)) : badRequest(c, problem);
  }),
  addon: command(z.strictObject({ addon: oldAddonSchema }), (c, { installation }, { addon }) => {
    const invoices = billByOldAddon(installation, addon);
    if (invoices === null) return badRequest(c, 'There is no such client.');
    return c.json({ invoiceIds: invoices.map(({ id }) => id) });
  }),
  act: command(z.strictObject({ act: actSchema }), async (c, { installation }, body) => {
    const problem = act(installation, body.act);
    if (problem !== null) return badRequest(c, problem);
    await deliverSignals(installation, new URL(c.req.url).origin);
    return c.json({ done: body.act.do });
  }),
};

export function controlRoutes(parts: ControlParts): Hono {
  const routes = new Hono();
  routes.get('/whmcs/control', (c) => c.json({ ...state(parts), help: controlHelp() }));
  routes.delete('/whmcs/control', (c) => {
    parts.failures.clear();
    return c.body(null, 204);
  });
  routes.post('/whmcs/control', async (c) => {
    const json = await readJson(c);
    if (!json.ok) return badRequest(c, json.message);
    const run = COMMANDS[commandName(json.value) ?? ''];
    if (run !== undefined) return run(c, parts, json.value);
    const listed = Array.isArray(json.value) ? json.value : [json.value];
    const rules = check(z.array(failureRuleSchema), listed);
    if (!rules.ok) return badRequest(c, rules.message);
    parts.failures.add(rules.value);
    return c.json(state(parts));
  });

  routes.get('/whmcs/calls', (c) => c.json(parts.callLog.entries()));
  routes.get('/whmcs/writes', (c) =>
    c.json(parts.callLog.entries().filter(({ isWrite }) => isWrite)),
  );
  routes.on('DELETE', ['/whmcs/calls', '/whmcs/writes'], (c) => {
    parts.callLog.clear();
    return c.body(null, 204);
  });
  return routes;
}

function command<Schema extends z.ZodType>(
  schema: Schema,
  run: (c: Context, parts: ControlParts, body: z.output<Schema>) => Response | Promise<Response>,
): Command {
  return (c, parts, json) => {
    const body = check(schema, json);
    return body.ok ? run(c, parts, body.value) : badRequest(c, body.message);
  };
}

function commandName(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  return Object.keys(json).find((key) => Object.hasOwn(COMMANDS, key));
}

function state({ installation, failures }: ControlParts) {
  const { access, catalogue, options } = installation.tables;
  return { pending: failures.pending(), options, access, catalogue };
}
