/**
 * Types on the wire differ by action and by version. Actions answer numbers as numbers; the documented
 * profile writes those as texts that the vendor's own examples show so, another writes all of them so.
 */
import type { Options } from '../settings/options.ts';

const DOCUMENTED_AS_TEXT: Readonly<Record<string, readonly string[]>> = {
  addbillableitem: ['billableid'],
  addclient: ['clientid'],
  applycredit: ['invoiceid'],
  closeclient: ['clientid'],
  createinvoice: ['invoiceid'],
  createoauthcredential: ['credentialId'],
  deleteclient: ['clientid'],
  geninvoices: ['numcreated', 'latestinvoiceid'],
  getadmindetails: ['adminid'],
  getactivitylog: ['totalresults', 'startnumber', 'id', 'userid'],
  getcredits: ['totalresults', 'clientid', 'id', 'relid'],
  getcurrencies: ['totalresults', 'id', 'format'],
  getemails: ['totalresults', 'startnumber', 'numreturned', 'id', 'userid'],
  getemailtemplates: ['totalresults', 'id', 'custom'],
  getinvoice: ['invoiceid', 'userid', 'id', 'relid', 'taxed'],
  updateinvoice: ['invoiceid'],
  validatelogin: ['userid'],
};

/** Whether a number of this field is written as a text. */
export function textualFields(options: Options, action: string): (field: string) => boolean {
  if (options.typing === 'strings') return () => true;
  if (options.typing === 'observed') return () => false;
  const listed = new Set(DOCUMENTED_AS_TEXT[action]);
  return (field) => listed.has(field);
}
