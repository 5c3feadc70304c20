import { z } from 'zod';
import { type DoorRules, named } from '../door.ts';

/** It is asked for to learn how an unknown method is answered. */
export const UNKNOWN_METHOD = 'clients/getPostmeterNothing';

const idText = z.union([z.string(), z.number()]).transform(String);

export const BLESTA_RULES: DoorRules = {
  callOf: (url) =>
    url.pathname
      .split('/')
      .slice(-2)
      .join('/')
      .replace(/\.json$/, ''),
  reads: new Set([
    'clients/get',
    'clients/getList',
    'currencies/getAll',
    'invoices/get',
    'invoices/getList',
    'invoices/getMeta',
    'invoices/search',
    UNKNOWN_METHOD,
  ]),
  writes: {
    'clients/create': named('email', 'vars[email]', 'vars[username]'),
    'clients/edit': named('client', 'client_id'),
    'invoices/add': named('client', 'vars[client_id]'),
    'invoices/edit': named('invoice', 'invoice_id'),
    'invoices/setMeta': named('invoice', 'invoice_id'),
  },
  makes: {
    'clients/create': {
      kind: 'client',
      id: z.object({ response: z.object({ id: idText }) }).transform(({ response }) => response.id),
    },
    'invoices/add': {
      kind: 'invoice',
      id: z.object({ response: idText }).transform(({ response }) => response),
    },
  },
};
