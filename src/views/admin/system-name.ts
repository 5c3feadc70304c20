/** Billing systems by what their makers call them. */
const NAMES: Readonly<Record<string, string>> = {
  builtin: 'the built-in billing system',
  whmcs: 'WHMCS',
  blesta: 'Blesta',
  hostbill: 'HostBill',
  ubersmith: 'Ubersmith',
};

export function systemName(system: string): string {
  return NAMES[system] ?? system;
}
