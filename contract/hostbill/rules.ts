import { z } from 'zod';
import { saidIn } from '../../src/adapters/billing/hostbill/api.ts';
import { type DoorRules, named, onlyValue } from '../door.ts';
import { isRecord } from '../raw.ts';

/** It is asked for to learn how an unknown call is answered. */
export const UNKNOWN_CALL = 'getPostmeterNothing';

/** A form to another of its pages than the API's. */
const AUTOLOGIN = 'autologin';

export const HOSTBILL_RULES: DoorRules = {
  callOf: (url, fields) =>
    url.searchParams.get('cmd') === AUTOLOGIN ? AUTOLOGIN : onlyValue(fields, 'call'),
  reads: new Set([
    'getHostBillversion',
    'getAPIMethods',
    'getCurrencies',
    'getClients',
    'getClientDetails',
    'getClientInvoices',
    'getInvoices',
    'getInvoiceDetails',
    UNKNOWN_CALL,
  ]),
  writes: {
    addClient: named('email', 'email'),
    addInvoice: named('client', 'client_id'),
    addInvoiceItem: named('invoice', 'id'),
    editInvoiceDetails: named('invoice', 'id'),
    convertInvoice: named('invoice', 'id'),
    setInvoiceStatus: named('invoice', 'id'),
    deleteInvoice: named('invoice', 'id'),
    [AUTOLOGIN]: named('email', 'email'),
  },
  refusalIn: (answer) =>
    isRecord(answer) && answer.success !== true ? saidIn(answer.error) : undefined,
  makes: {
    addClient: { kind: 'client', id: idAt('client_id') },
    addInvoice: { kind: 'invoice', id: idAt('invoice_id') },
  },
};

function idAt(name: string): z.ZodType<string> {
  return z.object({ [name]: z.coerce.string() }).transform((answer) => String(answer[name]));
}
