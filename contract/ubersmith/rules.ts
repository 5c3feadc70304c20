import { z } from 'zod';
import { type DoorRules, type Named, named, onlyValue } from '../door.ts';
import { isRecord } from '../raw.ts';

/** It is asked for to learn how an unknown method is answered. */
export const UNKNOWN_METHOD = 'client.postmeter_nothing_get';

const client = named('client', 'client_id');
const idText = z.union([z.string(), z.number()]).transform(String);
const idOfData = z.object({ data: idText }).transform(({ data }) => data);

export const UBERSMITH_RULES: DoorRules = {
  callOf: (_url, fields) => onlyValue(fields, 'method'),
  reads: new Set([
    'uber.method_list',
    'uber.method_get',
    'client.get',
    'client.list',
    'client.service_list',
    'client.invoice_list',
    'client.invoice_get',
    UNKNOWN_METHOD,
  ]),
  writes: {
    'client.add': named('email', 'email', 'uber_login'),
    'client.service_add': client,
    'client.service_deactivate': named('service', 'service_id'),
    'client.invoice_generate': (fields) => [...client(fields), ...includedServices(fields)],
    'client.invoice_disregard': (fields) => [
      ...client(fields),
      ...named('invoice', 'inv_id')(fields),
    ],
    'client.deactivate': client,
  },
  refusalIn: (answer) =>
    isRecord(answer) && answer.status === false ? String(answer.error_message ?? '') : undefined,
  makes: {
    'client.add': { kind: 'client', id: idOfData },
    'client.service_add': { kind: 'service', id: idOfData },
    'client.invoice_generate': {
      kind: 'invoice',
      id: z.object({ data: z.object({ invid: idText }) }).transform(({ data }) => data.invid),
    },
  },
};

/** Of `include_packs[77]=1`. */
function includedServices(fields: URLSearchParams): readonly Named[] {
  return [...fields.keys()].flatMap((name) => {
    const id = /^include_packs\[(.*)\]$/.exec(name)?.[1];
    return id === undefined ? [] : [{ kind: 'service' as const, value: id }];
  });
}
