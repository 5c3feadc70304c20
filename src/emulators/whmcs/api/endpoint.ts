/**
 * `POST /includes/api.php`. The form is read, the call logged, a failure rule for the action applied; then the
 * action is found, the caller let in, the work done, and the answer written in the asked format.
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { type Failures, failuresOnDemand } from '../../failures/failures.ts';
import type { FailureRule } from '../../failures/rule.ts';
import { effectsOf } from '../../failures/rule.ts';
import { readPhpForm } from '../../php-form/php-form.ts';
import { type PhpMap, phpMap } from '../../php-form/php-value.ts';
import type { Installation } from '../installation.ts';
import { serverTime } from '../server-time.ts';
import { versionText } from '../settings/options.ts';
import { deliverSignals } from '../signals.ts';
import { systemUrlOf } from '../system-url.ts';
import type { Action } from './action.ts';
import { actionNamed, INTERNAL_ACTIONS } from './actions.ts';
import type { Answer, Fields } from './answer.ts';
import { authenticate, roleRefusal } from './authenticate.ts';
import type { CallEntry, CallLog } from './call-log.ts';
import { encode } from './encode.ts';
import { readParams } from './params.ts';
import { shape } from './shape.ts';

interface ApiEnv {
  Variables: { body: PhpMap; actionName: string; action: Action | undefined; entry: CallEntry };
}

export interface ApiParts {
  readonly installation: Installation;
  readonly failures: Failures;
  readonly callLog: CallLog;
}

export function apiRoutes(parts: ApiParts): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const path = '/whmcs/includes/api.php';
  routes.use(
    path,
    readCall(parts),
    failuresOnDemand(
      parts.failures,
      // The middleware is shared by emulators with other variables.
      (c) => `/${(c as Context<ApiEnv>).var.action?.name ?? c.var.actionName}`,
      (c, rule: FailureRule) => {
        c.var.entry.failure = effectsOf(rule);
      },
    ),
  );
  routes.all(path, (c) => answerCall(c, parts.installation));
  // What follows the script's name is PATH_INFO to PHP: the script runs, and finds no administrator.
  routes.all(`${path}/*`, (c) => {
    const message = 'An admin user is required';
    return c.json({ result: 'error', message });
  });
  return routes;
}

/** Only a posted form counts: a query, a JSON body and a GET are as good as nothing. */
function readCall({ installation, callLog }: ApiParts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { maxInputVars } = installation.tables.options;
    const form = await readPhpForm(c.req.raw, maxInputVars);
    const isForm = form.kind === 'urlencoded' || form.kind === 'multipart';
    const body = c.req.method === 'POST' && isForm ? form.body : phpMap();
    const actionName = readParams(body).text('action');
    const action = actionNamed(actionName);
    const isWrite = action?.writes ?? false;
    c.set('body', body);
    c.set('actionName', actionName);
    c.set('action', action);
    const time = serverTime(installation);
    c.set('entry', callLog.begin(time, action?.name ?? actionName, isWrite, body));
    await next();
    c.var.entry.httpStatus = c.res.status;
  };
}

async function answerCall(c: Context<ApiEnv>, installation: Installation): Promise<Response> {
  const { actionName, action, body, entry } = c.var;
  const { tables } = installation;
  if (actionName === '') return reply(c, installation, failure('Empty action request'), 400);
  const params = readParams(body);
  const caller = authenticate(tables.access, params);
  if (!caller.ok) return reply(c, installation, failure(caller.message), 403);
  if (INTERNAL_ACTIONS.has(actionName.toLowerCase())) {
    return reply(c, installation, failure('API Command Restricted to Internal API'), 200);
  }
  if (action === undefined) {
    const message = `Invalid API Action: "${actionName.toLowerCase()}" is not a valid API action`;
    return reply(c, installation, failure(message), tables.options.unknownActionStatus);
  }
  if (isNamed(tables.options.missingActions, action.name)) {
    return reply(c, installation, failure('API Function Not Found'), 200);
  }
  const refusal = roleRefusal(tables.access, caller.roles, action.name);
  if (refusal !== null) return reply(c, installation, failure(refusal), 403);

  const call = {
    installation,
    params,
    admin: caller.admin,
    systemUrl: systemUrlOf(c, installation),
  };
  const { answer, warning } = run(installation, action, () => action.run(call));
  entry.committed = answer.ok && warning?.undone !== true;
  entry.message = answer.ok ? null : answer.message;
  await deliverSignals(installation, new URL(c.req.url).origin);
  if (!answer.ok) return reply(c, installation, failure(answer.message, action), 200);
  entry.ids = idsIn(answer.fields);
  const result = { [action.successField ?? 'result']: 'success' };
  const extra = warning === null ? {} : { warning: warning.text };
  return reply(c, installation, { ...result, ...answer.fields, ...extra }, 200);
}

/** Where the switch says so, an action succeeds with a warning, and perhaps without having done anything. */
function run(
  installation: Installation,
  action: Action,
  work: () => Answer,
): { answer: Answer; warning: { text: string; undone: boolean } | null } {
  const asked = installation.tables.options.warning;
  if (asked === null || !isNamed(asked.actions, action.name))
    return { answer: work(), warning: null };
  const before = asked.undone ? structuredClone(installation.tables) : installation.tables;
  const answer = work();
  installation.tables = before;
  return { answer, warning: asked };
}

function reply(
  c: Context<ApiEnv>,
  installation: Installation,
  fields: Fields,
  status: 200 | 400 | 403,
) {
  const { options } = installation.tables;
  const { actionName, action, body, entry } = c.var;
  if (!entry.committed && typeof fields.message === 'string') entry.message = fields.message;
  const name = actionName.toLowerCase();
  const { version } = versionText(options);
  const format = readParams(body).text('responsetype');
  const encoded = encode(format, name, version, shape(options, name, fields));
  const { noise } = options;
  const isNoisy = noise !== null && (!noise.actions || isNamed(noise.actions, action?.name ?? ''));
  const text = isNoisy ? noise.before + encoded.body + noise.after : encoded.body;
  return c.body(text, status, { 'content-type': encoded.contentType });
}

function failure(message: string, action?: Action): Fields {
  return { [action?.errorField ?? 'result']: 'error', message };
}

function isNamed(actions: readonly string[], name: string): boolean {
  return actions.some((one) => one.toLowerCase() === name.toLowerCase());
}

function idsIn(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) =>
      /^(?:client|invoice|billable|user_|owner_)id$/.test(field),
    ),
  );
}
