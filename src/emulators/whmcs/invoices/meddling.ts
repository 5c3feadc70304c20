/** What a third party's hook does to an invoice behind the caller's back, where the switch asks for it. */
import { type Installation, type Invoice, nextId } from '../installation.ts';
import { toMinor } from '../money.ts';

export function meddle(
  installation: Installation,
  invoice: Invoice,
  at: 'creation' | 'publication',
): void {
  const { tables } = installation;
  const hook = tables.options.meddlingHook;
  if (hook === null || hook.at !== at) return;
  if (hook.dropLastLine) invoice.lines.pop();
  const [first] = invoice.lines;
  if (hook.firstAmount !== undefined && first) first.amountMinor = toMinor(hook.firstAmount);
  for (const line of invoice.lines) line.description += hook.appendToLines ?? '';
  if (hook.addLine !== undefined) {
    invoice.lines.push({
      id: nextId(tables, 'line'),
      type: 'Module',
      relatedId: 0,
      description: hook.addLine.description,
      amountMinor: toMinor(hook.addLine.amount),
      taxed: hook.addLine.taxed,
    });
  }
  if (hook.notes !== undefined) invoice.notes = hook.notes;
}
