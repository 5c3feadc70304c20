/** The model of the vendor's Webhooks plugin, `webhooks.webhooks_webhooks`. */
import { listAt, mapAt, textAt } from '../php-form/php-value.ts';
import {
  type BlestaCall,
  type BlestaMethods,
  done,
  type Errors,
  idAt,
  listed,
  refused,
} from './call.ts';
import { type BlestaWebhook, COMPANY_ID, nextId } from './tables.ts';

const METHODS: readonly string[] = ['get', 'post', 'put', 'post_json', 'put_json'];
const MODEL = 'webhooks.webhooks_webhooks';

export const webhookMethods: BlestaMethods = {
  [`${MODEL}/add`]: { parameters: ['vars'], creates: true, run: add },
  [`${MODEL}/get`]: {
    parameters: ['webhook_id'],
    run: (call) => {
      const webhook = call.tables.webhooks.get(idAt(call, 'webhook_id'));
      return done(webhook === undefined ? false : resource(webhook));
    },
  },
  [`${MODEL}/getAll`]: { parameters: ['filters?', 'order?'], run: all },
  [`${MODEL}/getList`]: { parameters: ['filters?', 'page?', 'order?'], run: all },
  [`${MODEL}/delete`]: {
    parameters: ['webhook_id'],
    run: (call) => {
      call.tables.webhooks.delete(idAt(call, 'webhook_id'));
      return done(null);
    },
  },
};

function all(call: BlestaCall) {
  return listed(call, [...call.tables.webhooks.values()].map(resource));
}

function resource({ id, companyId, callback, type, method, events }: BlestaWebhook) {
  return { id, company_id: companyId, callback, type, method, events };
}

function add({ args, tables }: BlestaCall) {
  const vars = mapAt(args, 'vars');
  const callback = textAt(vars, 'callback') ?? '';
  const type = textAt(vars, 'type') ?? 'incoming';
  const method = textAt(vars, 'method') ?? 'post';
  const events = listAt(vars, 'events').filter((event) => typeof event === 'string');
  const errors: Errors = {};
  if (callback === '') errors.callback = { empty: 'Please enter a callback.' };
  if (callback.length > 255) errors.callback = { length: 'The callback is too long.' };
  if (type !== 'outgoing' && type !== 'incoming') errors.type = { valid: 'Invalid type.' };
  if (!METHODS.includes(method)) errors.method = { valid: 'Invalid method.' };
  if (Object.keys(errors).length > 0) return refused(errors);
  const id = nextId(tables, 'webhook');
  const companyId = Number(textAt(vars, 'company_id') ?? COMPANY_ID);
  tables.webhooks.set(id, { id, companyId, callback, type, method, events });
  return done(id);
}
