// Recomputes what an issued document says from what was frozen when its run was planned. Pure: the hash over the
// frozen text is made by the caller, who has the means for it.
import type { Correction, DocumentKind } from '#core/invoicing/correct.ts';
import { areLines, type InvoiceFile } from '#core/invoicing/invoice-file.ts';
import { RATING_RULES } from '#core/invoicing/manifest.ts';
import type { Line } from '#core/invoicing/rate.ts';
import {
  type CurrencyCode,
  decimalText,
  isPriceable,
  parseCurrency,
  parseTokenPrice,
  priceTokens,
  type TokenPrice,
} from '#core/money.ts';
import { readOutsideJson } from '#core/parse-outside-json.ts';

/** Something that differs, by its place in the file and in one plain sentence. */
export interface Finding {
  readonly at: string;
  readonly sentence: string;
}

/** What the hash does not cover, so that no file can prove it: it came into being after the plan, or belongs to the run. */
export const NOT_COVERED = ['number', 'dates', 'seller', 'run', 'manifest'] as const;

/** Every difference, the hash first; none means that the document is what was planned. `contentHash` is SHA-256 in hex. */
export function verifyInvoice(file: InvoiceFile, contentHash: string): readonly Finding[] {
  const { invoice, frozen } = file;
  const findings: Finding[] = [];
  const find = (at: string, sentence: string) => void findings.push({ at, sentence });

  if (frozen.hash !== contentHash) {
    find('frozen.hash', 'The frozen content is not the one that the invoice was made from.');
  }
  if (invoice.ratingRules !== RATING_RULES) {
    find(
      'invoice.ratingRules',
      `The invoice was made by rating rules ${invoice.ratingRules}; this program knows rules ${RATING_RULES}.`,
    );
  }
  findings.push(...rerate(file), ...compare(file));
  return findings;
}

/** Amounts of other rules than these cannot be recomputed, and a price or currency that is none has no amounts. */
function rerate({ invoice }: InvoiceFile): Finding[] {
  const { kind, lines, totalMinor, ratingRules } = invoice;
  const findings: Finding[] = [];
  const sum = lines.reduce((all, { amountMinor }) => all + amountMinor, 0);
  const price = priceOf(invoice.tokenPrice, invoice.currency);
  const money = (amountMinor: number) => moneyText(price?.currency, amountMinor);
  if (!price) {
    findings.push({
      at: 'invoice.tokenPrice',
      sentence: `${invoice.tokenPrice} ${invoice.currency} is no price of a token.`,
    });
  } else if (ratingRules === RATING_RULES) {
    for (const [i, line] of lines.entries()) {
      const due = amountDue(line.tokens, price, kind);
      if (due !== undefined && Math.abs(line.amountMinor - due) <= ROOM[kind]) continue;
      findings.push({
        at: `invoice.lines.${i}.amountMinor`,
        sentence: `${lineName(i, line)}: ${line.tokens} tokens × ${price.text} make ${
          due === undefined ? 'no amount' : money(due)
        }, the invoice says ${money(line.amountMinor)}.`,
      });
    }
  }
  if (sum !== totalMinor) {
    findings.push({
      at: 'invoice.totalMinor',
      sentence: `The lines add up to ${money(sum)}, the total says ${money(totalMinor)}.`,
    });
  }
  return findings;
}

/** The line of a correction is a difference of two rounded amounts, so it may lie one smallest unit beside its own rounding. */
const ROOM: Readonly<Record<DocumentKind, number>> = {
  invoice: 0,
  supplement: 1,
  credit_note: 1,
} satisfies Record<'invoice' | Correction['kind'], number>;

/** What tokens cost; undefined where there is no such amount. Only corrections take tokens back. */
function amountDue(tokens: number, price: TokenPrice, kind: DocumentKind): number | undefined {
  const count = Math.abs(tokens);
  if (!isPriceable(count, price) || (kind === 'invoice' && tokens < 0)) return undefined;
  const { amountMinor } = priceTokens(count, price);
  return tokens < 0 ? -amountMinor : amountMinor;
}

function compare({ invoice, frozen }: InvoiceFile): Finding[] {
  const content = readOutsideJson(frozen.content);
  if (typeof content !== 'object' || content === null) {
    return [{ at: 'frozen.content', sentence: 'The frozen content is no JSON object.' }];
  }
  const of = (...names: string[]) =>
    names.reduce<unknown>((value, name) => Object(value)[name], content);
  const { client } = invoice;
  const facts: readonly (readonly [at: string, name: string, printed: unknown, frozen: unknown])[] =
    [
      ['clientId', 'client', invoice.clientId, of('clientId')],
      ['kind', 'kind of document', invoice.kind, of('outcome')],
      ['sequence', 'sequence', invoice.sequence, of('sequence')],
      ['month', 'month', invoice.month, of('month')],
      ['timeZone', 'time zone', invoice.timeZone, of('timeZone')],
      ['ratingRules', 'version of the rating rules', invoice.ratingRules, of('ratingRules')],
      ['client.name', "client's name", client.name, of('client', 'name')],
      ['client.company', "client's company", client.company, of('client', 'company')],
      ['client.email', "client's address", client.email, of('client', 'email')],
      ['currency', 'currency', invoice.currency, of('currency')],
      ['tokenPrice', 'price of a token', invoice.tokenPrice, of('tokenPrice')],
      ['totalMinor', 'total in smallest units', invoice.totalMinor, of('totalMinor')],
    ];
  const findings = facts
    .filter(([, , printed, planned]) => printed !== planned)
    .map(([at, name, printed, planned]) => ({
      at: `invoice.${at}`,
      sentence: `The ${name} is ${text(printed)} on the invoice and ${text(planned)} in the frozen content.`,
    }));
  const lines = of('lines');
  return areLines(lines)
    ? [...findings, ...compareLines(invoice.lines, lines), ...compareTokens(of('tokens'), lines)]
    : [...findings, { at: 'frozen.content', sentence: 'The frozen content has no lines.' }];
}

const LINE_FIELDS = [
  ['kind', 'kind'],
  ['serverId', 'server'],
  ['name', 'name'],
  ['hours', 'hours'],
  ['tokens', 'tokens'],
  ['amountMinor', 'amount in smallest units'],
] as const satisfies readonly (readonly [keyof Line, string])[];

/** By position, as they were copied. */
function compareLines(printed: readonly Line[], frozen: readonly Line[]): Finding[] {
  const findings: Finding[] = [];
  for (let i = 0; i < Math.max(printed.length, frozen.length); i++) {
    const [ours, planned] = [printed[i], frozen[i]];
    const at = `invoice.lines.${i}`;
    if (!ours || !planned) {
      const sentence = ours
        ? `${lineName(i, ours)} is not in the frozen content.`
        : `${planned ? lineName(i, planned) : ''} is missing on the invoice.`;
      findings.push({ at, sentence });
      continue;
    }
    for (const [field, name] of LINE_FIELDS) {
      if (ours[field] === planned[field]) continue;
      findings.push({
        at: `${at}.${field}`,
        sentence: `${lineName(i, planned)}: the ${name} is ${text(ours[field])} on the invoice and ${text(planned[field])} in the frozen content.`,
      });
    }
  }
  return findings;
}

function compareTokens(planned: unknown, lines: readonly Line[]): Finding[] {
  const sum = lines.reduce((all, { tokens }) => all + tokens, 0);
  if (planned === sum) return [];
  const sentence = `The frozen lines have ${sum} tokens, the frozen sum says ${text(planned)}.`;
  return [{ at: 'frozen.content', sentence }];
}

function lineName(i: number, { serverId, name, kind }: Line): string {
  return `Line ${i + 1} (server ${serverId} ${text(name)}${PART[kind] ?? ''})`;
}

const PART: Readonly<Partial<Record<string, string>>> = {
  backup: ', its backups',
  additional_ip: ', its additional addresses',
};

function priceOf(tokenPrice: string, code: string): TokenPrice | undefined {
  const currency = parseCurrency(code);
  if (!currency.ok || currency.value !== code) return undefined;
  const price = parseTokenPrice(tokenPrice, currency.value);
  return price.ok ? price.value : undefined;
}

function moneyText(currency: CurrencyCode | undefined, amountMinor: number): string {
  if (!currency) return `${amountMinor} smallest units`;
  return `${decimalText({ currency, amountMinor })} ${currency}`;
}

function text(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
