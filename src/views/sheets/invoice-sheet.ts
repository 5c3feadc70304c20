import type { Line } from '#core/invoicing/rate.ts';
import type { Sheet } from '#core/sheet.ts';
import {
  formatDate,
  formatMoney,
  formatMonth,
  formatMonthDays,
  formatNumber,
} from '#views/format.ts';
import type { Language } from '#views/languages.ts';
import type { InvoiceView } from '#views/pages/invoice-page.tsx';

/** An issued invoice for paper: the figures and words of its page. */
export function invoiceSheet(invoice: InvoiceView, language: Language): Sheet {
  const { invoice: texts, documents } = language.texts;
  const { kind, number, month, seller, total, timeZone } = invoice;
  const isCorrection = kind !== 'invoice';
  return {
    title: `${documents[kind]} ${number}`,
    subtitle: texts.month(formatMonth(month, language)),
    language: language.tag,
    issuer: seller.name,
    highlight: {
      label: texts.total,
      value: formatMoney(total, language),
      note:
        kind === 'credit_note'
          ? texts.nothingToPay
          : texts.dueOn(formatDate(invoice.dueAtMs, timeZone, language)),
    },
    notice: isCorrection
      ? `${texts.corrects[kind](formatMonth(month, language))} ${texts.difference}`
      : '',
    parties: partiesOf(invoice, language),
    facts: factsOf(invoice, language),
    table: tableOf(invoice, language),
    payment:
      invoice.howToPay.length > 0 ? { title: texts.howToPay, lines: invoice.howToPay } : undefined,
    notes: [
      texts.rounding,
      texts.checksumInPrint(invoice.itemHash),
      texts.questions[kind](seller.email),
    ],
    madeAtMs: invoice.issuedAtMs,
  };
}

function partiesOf({ seller, client }: InvoiceView, { texts }: Language): Sheet['parties'] {
  const address = seller.address.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = client.company ? [client.company, client.name] : [client.name];
  return [
    { title: texts.invoice.from, lines: [seller.name, ...address, seller.email] },
    { title: texts.invoice.to, lines: [...names, client.email] },
  ];
}

function factsOf(invoice: InvoiceView, language: Language): Sheet['facts'] {
  const { invoice: texts } = language.texts;
  const { timeZone, total, tokenPrice } = invoice;
  return [
    { label: texts.issued, value: formatDate(invoice.issuedAtMs, timeZone, language) },
    { label: texts.period, value: formatMonthDays(invoice.month, language) },
    { label: texts.timeZone, value: timeZone },
    { label: texts.tokenPrice, value: `${tokenPrice} ${total.currency}` },
  ];
}

function tableOf({ lines, total }: InvoiceView, language: Language): Sheet['table'] {
  const { invoiceLines: texts } = language.texts;
  const { currency } = total;
  const tokens = lines.reduce((sum, line) => sum + line.tokens, 0);
  const cells = (line: Line) => [
    `${line.name} (${texts.serverNumber(line.serverId)})`,
    texts.kinds[line.kind],
    formatNumber(line.hours, language),
    formatNumber(line.tokens, language),
    formatMoney({ currency, amountMinor: line.amountMinor }, language),
  ];
  return {
    columns: [
      { title: texts.server, align: 'start', share: 42 },
      { title: texts.kind, align: 'start', share: 20 },
      { title: texts.hours, align: 'end', share: 10 },
      { title: texts.tokens, align: 'end', share: 13 },
      { title: texts.amount, align: 'end', share: 15 },
    ],
    rows: lines.map(cells),
    sums: [[texts.total, '', '', formatNumber(tokens, language), formatMoney(total, language)]],
  };
}
