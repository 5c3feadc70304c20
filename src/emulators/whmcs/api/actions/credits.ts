/** AddCredit and GetCredits. */
import { changeCredit } from '../../invoices/payments.ts';
import { minorText } from '../../money.ts';
import { storedDate, ZERO_DATE } from '../../server-time.ts';
import { type Action, type Call, clientAt } from '../action.ts';
import { type Answer, done, NestedList, refused } from '../answer.ts';

export const creditActions: readonly Action[] = [
  { name: 'AddCredit', writes: true, run: addCredit },
  { name: 'GetCredits', writes: false, run: getCredits },
];

function addCredit(call: Call): Answer {
  const { installation, params } = call;
  const client = clientAt(call, 'clientid');
  const type = params.text('type').toLowerCase() || 'add';
  if (type !== 'add' && type !== 'remove') return refused('Type can only be add or remove');
  if (client === undefined) return refused('Client ID Not Found');
  // The emulator has one administrator.
  if (params.text('adminid') !== '' && params.integer('adminid') !== 1) {
    return refused('Admin ID Not Found');
  }
  const amount = params.text('amount');
  if (amount === '' || Number(amount) === 0) return refused('No Amount Provided');
  if (!/^\d+(?:\.\d{1,2})?$/.test(amount)) {
    return refused('Amount must be in decimal format: ### or ###.##');
  }
  const date = storedDate(params.text('date'));
  if (params.text('date') !== '' && date === ZERO_DATE) return refused('Date Format is not Valid');
  const signed = type === 'add' ? params.minor('amount') : -params.minor('amount');
  const on = date === ZERO_DATE ? undefined : date;
  changeCredit(installation, client, signed, params.text('description'), 0, on);
  return done({ newbalance: minorText(client.creditMinor) });
}

function getCredits(call: Call): Answer {
  const client = clientAt(call, 'clientid');
  if (client === undefined) return refused('Client ID Not Found');
  const rows = [...call.installation.tables.credits.values()]
    .filter((entry) => entry.clientId === client.id)
    .map((entry) => ({
      id: entry.id,
      date: entry.date,
      description: entry.description,
      amount: minorText(entry.amountMinor),
      relid: entry.relatedId,
    }));
  const credits = new NestedList('credit', rows);
  return done({ totalresults: rows.length, clientid: client.id, credits });
}
