/**
 * The invoice that the vendor's post-pay add-on makes on the 1st. When it is made is documented; how its lines read is not,
 * so that the switches `addonLine`, `addonLineType` and `addonDay` say it.
 */
import { z } from 'zod';
import type { Installation, Invoice } from '../installation.ts';
import { makeInvoice, type NewLine, publish } from '../invoices/invoices.ts';
import { ruleRateMilli } from '../invoices/totals.ts';
import { toMinor } from '../money.ts';
import { daysLater } from '../server-time.ts';
import { defaultGateway } from '../settings/catalogue.ts';

export const oldAddonSchema = z.strictObject({
  clientId: z.int().min(1),
  /** The month that is billed. */
  month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/),
  servers: z.array(
    z.strictObject({
      id: z.int().min(1),
      name: z.string(),
      hours: z.int().min(0),
      tokens: z.int().min(0),
      amount: z.string(),
    }),
  ),
});
export type OldAddonMonth = z.output<typeof oldAddonSchema>;

/** Null where there is no such client. */
export function billByOldAddon(
  installation: Installation,
  { clientId, month, servers }: OldAddonMonth,
): readonly Invoice[] | null {
  const { catalogue, clients, options } = installation.tables;
  const client = clients.get(clientId);
  if (client === undefined) return null;
  const date = dateOf(month, options.addonDay);
  const lines = servers.map(
    ({ amount, ...server }): NewLine => ({
      description: lineText(options.addonLine, { ...server, month }),
      amountMinor: toMinor(amount),
      taxed: false,
      type: options.addonLineType,
    }),
  );
  const made = faulty(options.addonFault, lines).map((given) => {
    const invoice = makeInvoice(installation, {
      client,
      date,
      dueDate: daysLater(date, options.dueDays),
      paymentMethod: defaultGateway(catalogue),
      notes: '',
      taxRateMilli: ruleRateMilli(catalogue, client, 1),
      taxRate2Milli: ruleRateMilli(catalogue, client, 2),
      lines: given,
    });
    publish(installation, invoice, false);
    return invoice;
  });
  // It happened before anybody listened.
  installation.tables.events.length = 0;
  return made;
}

/** The lines of each invoice that is made. */
function faulty(
  fault: Installation['tables']['options']['addonFault'],
  lines: readonly NewLine[],
): readonly (readonly NewLine[])[] {
  const [first, ...rest] = lines;
  switch (fault) {
    case 'none':
      return [lines];
    case 'twice':
      return [lines, lines];
    case 'missing-line':
      return [rest];
    case 'wrong-amount':
      return [first ? [{ ...first, amountMinor: first.amountMinor + 100 }, ...rest] : []];
    case 'extra-line':
      return [[...lines, { description: 'Set-up help', amountMinor: 500, taxed: false, type: '' }]];
  }
}

function dateOf(month: string, day: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, day)).toISOString().slice(0, 10);
}

function lineText(template: string, facts: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}
