// English for money: what the running month has cost, day by day, whom we tell when, and paying.
import type { Child } from 'hono/jsx';
import { phrase } from './phrase.ts';

export const usageTexts = {
  usage: {
    title: 'This month',
    soFar: (month: string) => `${month} so far`,
    table: {
      caption: 'What each server has cost this month',
      server: 'Server',
      cap: 'Monthly cap',
      hours: 'Hours',
      soFar: 'So far',
      byMonthEnd: 'By month’s end',
      total: 'Total',
      notKnown: 'not known',
    },
    caps: {
      none: 'No cap',
      reached: 'Reached. It costs nothing more this month.',
      not_this_month: 'Not reached this month',
      suspended: 'Suspended. It costs nothing while it is.',
      gone: 'Deleted. It costs nothing more.',
      unknown: 'Not known',
    },
    capAhead: (day: string) => `Reaches its cap on ${day}, and costs nothing more after that.`,
    nothing: 'Nothing used this month',
    nothingHint: (asOf: string) =>
      `As of ${asOf}. A server that you create shows up here within the hour.`,
    hint: (asOf: string) =>
      `As of ${asOf}, backups and additional addresses included, before tax. The second figure is what the month will cost if you keep your servers as they are.`,
    slow: 'The panel is slow at the moment.',
    show: 'Show what this month costs',
    unavailable:
      'We cannot read your usage at the moment, so we show no figure. Your servers and your invoice are not affected.',
    again: 'Try again',
    more: 'Day by day, and alerts by email',
  },
  usageDays: {
    title: 'Day by day',
    chart: (month: string, highest: string) =>
      `Cost of each day of ${month} as bars; the highest is ${highest}.`,
    asTable: 'The same as a table',
    day: 'Day',
    cost: 'Cost',
    today: 'so far',
    notRead: 'not read yet',
    hint: 'A server that has reached its cap adds nothing to the days after.',
  },
  budgets: {
    title: 'Tell me by email',
    lead: 'Once a month for each amount, when the month has cost that much. It stops nothing: only you delete servers.',
    amount: (place: number, currency: string) => `Amount ${place} in ${currency}`,
    save: 'Save these amounts',
    saved: 'Saved.',
    malformed: 'Use whole amounts such as 50, or leave the field empty.',
  },
  pay: {
    button: 'Pay this invoice',
    title: (number: string) => `Invoice ${number}`,
    lead: (total: string, month: string, due: string) => `${total} for ${month}, due on ${due}.`,
    details: 'See what it is for',
    opens: (provider: string) => `You pay at the billing system of ${provider}, which opens now.`,
    problemTitle: 'Paying is not possible right now',
    problem:
      'The billing system does not answer. Please try again in a few minutes. If it goes on, write to us.',
    support: (address: Child) => phrase`Support: ${address}`,
    back: 'Back to the invoice',
  },
};
