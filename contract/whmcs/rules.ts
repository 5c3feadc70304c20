import { z } from 'zod';
import { type DoorRules, named, onlyValue } from '../door.ts';

/** It is asked for to learn how an unknown action is answered. */
export const UNKNOWN_ACTION = 'PostmeterNoSuchAction';

/** All that a run may call, with the parameter that must name something of the sandbox. */
export const WHMCS_RULES: DoorRules = {
  callOf: (_url, fields) => onlyValue(fields, 'action'),
  reads: new Set([
    'GetClients',
    'GetClientsDetails',
    'GetUsers',
    'GetCurrencies',
    'GetPaymentMethods',
    'GetInvoices',
    'GetInvoice',
    'GetAutomationLog',
    'WhmcsDetails',
    UNKNOWN_ACTION,
  ]),
  writes: {
    AddClient: named('email', 'email'),
    CreateInvoice: named('client', 'userid'),
    UpdateInvoice: named('invoice', 'invoiceid'),
    CreateSsoToken: named('client', 'client_id'),
    CloseClient: named('client', 'clientid'),
  },
  makes: {
    AddClient: { kind: 'client', id: idAt('clientid') },
    CreateInvoice: { kind: 'invoice', id: idAt('invoiceid') },
  },
};

function idAt(name: string): z.ZodType<string> {
  return z.object({ [name]: z.coerce.string() }).transform((answer) => String(answer[name]));
}
