/** Calls about services: what an invoice is made of. */
import { parseDecimal, toCents } from '../billing-desk/decimal.ts';
import { listAt, textAt } from '../php-form/php-value.ts';
import {
  done,
  flagAt,
  idAt,
  mapped,
  metadataOf,
  type Outcome,
  refused,
  type UbersmithCall,
  type UbersmithMethods,
} from './call.ts';
import { onClient } from './clients.ts';
import { readTime } from './read-time.ts';
import { serviceResource } from './service-resource.ts';
import { nextId, type UbersmithClient, type UbersmithService } from './tables.ts';

/** `pack_type_select`: 1 active, 2 inactive, 3 both. */
const PACK_TYPES: ReadonlyMap<string, readonly boolean[]> = new Map([
  ['1', [true]],
  ['2', [false]],
  ['3', [true, false]],
]);

export const serviceMethods: UbersmithMethods = {
  'client.service_add': {
    about: 'Add a New Service',
    required: ['client_id'],
    optional: [
      'description',
      'plan_id',
      'price',
      'quantity',
      'period',
      'start',
      'end',
      'status',
      'taxes[]',
      'discount',
      'comment',
      'meta_*',
    ],
    creates: true,
    run: (call) => onClient(call, (client) => addService(call, client)),
  },
  'client.service_list': {
    about: "List a Client's Services",
    required: ['client_id'],
    optional: ['pack_type_select', 'metadata', 'limit', 'offset', 'direction'],
    run: (call) => onClient(call, (client) => listServices(call, client)),
  },
  'client.service_get': {
    about: 'Get a Service',
    required: ['service_id'],
    optional: ['metadata'],
    run: (call) =>
      onService(call, (service) => done(serviceResource(service, flagAt(call, 'metadata', false)))),
  },
  'client.service_update': {
    about: 'Update a Service',
    required: ['service_id'],
    optional: ['description', 'price', 'quantity', 'period', 'meta_*'],
    run: (call) => onService(call, (service) => updateService(call, service)),
  },
  'client.service_deactivate': {
    about: 'Deactivate a Service',
    required: ['service_id'],
    optional: [],
    run: (call) =>
      onService(call, (service) => {
        service.active = false;
        return done(true);
      }),
  },
  'client.service_metadata_get': {
    about: "Get a Service's Metadata",
    required: ['service_id'],
    optional: [],
    run: (call) => onService(call, ({ metadata }) => done(metadata)),
  },
  'client.service_metadata_single': {
    about: "Get a Service's Metadata Value",
    required: ['service_id', 'variable'],
    optional: [],
    run: (call) =>
      onService(call, ({ metadata }) => done(metadata[textAt(call.args, 'variable') ?? ''] ?? '')),
  },
};

function addService(call: UbersmithCall, client: UbersmithClient): Outcome {
  const { args, tables, ubersmith } = call;
  if (textAt(args, 'plan_id')) return refused('No such service plan.');
  const description = textAt(args, 'description') ?? '';
  const price = parseDecimal(textAt(args, 'price') || '0');
  const quantity = parseDecimal(textAt(args, 'quantity') || '1');
  const discount = parseDecimal(textAt(args, 'discount') || '0');
  const period = Number(textAt(args, 'period') || 1);
  const now = ubersmith.nowMs();
  const start = readTime(textAt(args, 'start') || String(Math.floor(now / 1000)), 'any');
  const end = readTime(textAt(args, 'end') || '0', 'any');
  if (description === '') return refused('A description or a service plan is required.');
  if (price === null || quantity === null || discount === null) return refused('Invalid price.');
  if (price < 0n && !ubersmith.values.negativePrices) return refused('Invalid price.');
  if (!Number.isInteger(period) || period < 0) return refused('Invalid period.');
  if (start === null || end === null) return refused('Invalid date.');
  const id = nextId(tables, 'service');
  tables.services.set(id, {
    id,
    clientId: client.id,
    description,
    price: toCents(price),
    quantity,
    period,
    startMs: start,
    endMs: end === 0 ? null : end,
    renewMs: start,
    active: textAt(args, 'status') !== '0',
    billed: false,
    taxIds: listAt(args, 'taxes').filter(
      (tax) => typeof tax === 'string' && tax !== '',
    ) as string[],
    discount,
    comment: textAt(args, 'comment') ?? '',
    metadata: metadataOf(call),
  });
  return done(id);
}

function listServices(call: UbersmithCall, client: UbersmithClient): Outcome {
  const wanted = PACK_TYPES.get(textAt(call.args, 'pack_type_select') ?? '1') ?? [true];
  const own = [...call.tables.services.values()].filter(
    ({ clientId, active }) => clientId === client.id && wanted.includes(active),
  );
  const withMetadata = flagAt(call, 'metadata', false);
  return mapped(
    call,
    own,
    ({ id }) => id,
    (service) => serviceResource(service, withMetadata),
  );
}

function updateService(call: UbersmithCall, service: UbersmithService): Outcome {
  const { args } = call;
  const price = parseDecimal(textAt(args, 'price') ?? '');
  const quantity = parseDecimal(textAt(args, 'quantity') ?? '');
  service.description = textAt(args, 'description') ?? service.description;
  service.price = price === null ? service.price : toCents(price);
  service.quantity = quantity ?? service.quantity;
  service.period = Number(textAt(args, 'period') ?? service.period);
  Object.assign(service.metadata, metadataOf(call));
  return done(true);
}

function onService(call: UbersmithCall, work: (service: UbersmithService) => Outcome): Outcome {
  const service = call.tables.services.get(idAt(call, 'service_id'));
  return service === undefined ? refused('Invalid service_id specified.') : work(service);
}
