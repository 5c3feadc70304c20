import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type InvoiceFile, readInvoiceFile } from '#core/invoicing/invoice-file.ts';
import { NOT_COVERED, verifyInvoice } from '#core/invoicing/verify-invoice.ts';
import { client, prices, reports, server } from '../support/fixtures.ts';
import { fileOf, INVOICE_FILE as GOOD, sha256 } from '../support/invoice-file.ts';

function verify(file: InvoiceFile) {
  return verifyInvoice(file, sha256(file.frozen.content));
}

/** The file with one field changed, by its path. */
function tampered(path: string, value: unknown, file: InvoiceFile = GOOD): InvoiceFile {
  const copy = structuredClone(file) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place: Record<string, unknown> = copy;
  for (const name of names) place = place[name] as Record<string, unknown>;
  place[last] = value;
  return copy as unknown as InvoiceFile;
}

describe('verifyInvoice', () => {
  it('finds nothing in an invoice as it was issued', () => {
    expect(verify(GOOD)).toEqual([]);
  });

  it('finds nothing in any invoice that a plan can make', () => {
    fc.assert(
      fc.property(reports, prices, (servers, tokenPrice) => {
        const file = fileOf(servers, client({ currency: tokenPrice.currency }), tokenPrice);
        fc.pre(file !== undefined);
        expect(verify(file)).toEqual([]);
      }),
    );
  });

  it.each<[string, unknown]>([
    ['invoice.clientId', 'cli_00000000000000000000000009'],
    ['invoice.kind', 'supplement'],
    ['invoice.sequence', 1],
    ['invoice.month', '2026-09'],
    ['invoice.timeZone', 'UTC'],
    ['invoice.ratingRules', 2],
    ['invoice.client.name', 'Bob'],
    ['invoice.client.company', ''],
    ['invoice.client.email', 'bob@example.com'],
    ['invoice.currency', 'EUR'],
    ['invoice.tokenPrice', '0.0126'],
    ['invoice.totalMinor', 1],
    ['invoice.lines.0.kind', 'backup'],
    ['invoice.lines.0.serverId', 8],
    ['invoice.lines.1.name', 'webb'],
    ['invoice.lines.2.hours', 11],
    ['invoice.lines.0.tokens', 1_200],
    ['invoice.lines.1.amountMinor', 42],
    ['frozen.hash', 'ff'.repeat(32)],
  ])('names %s where it was changed', (path, value) => {
    const findings = verify(tampered(path, value));
    expect(findings.map(({ at }) => at)).toContain(path);
    expect(findings.every(({ sentence }) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });

  it('says which line differs, in a sentence', () => {
    expect(verify(tampered('invoice.lines.2.amountMinor', 1))).toEqual([
      {
        at: 'invoice.lines.2.amountMinor',
        sentence:
          'Line 3 (server 9 "db"): 333 tokens × 0.0125 make 4.16 USD, the invoice says 0.01 USD.',
      },
      {
        at: 'invoice.totalMinor',
        sentence: 'The lines add up to 15.43 USD, the total says 19.58 USD.',
      },
      {
        at: 'invoice.lines.2.amountMinor',
        sentence:
          'Line 3 (server 9 "db"): the amount in smallest units is 1 on the invoice and 416 in the frozen content.',
      },
    ]);
  });

  it('names a line that was left out, and one that was added', () => {
    const { lines } = GOOD.invoice;
    expect(verify(tampered('invoice.lines', lines.slice(0, 2)))).toContainEqual({
      at: 'invoice.lines.2',
      sentence: 'Line 3 (server 9 "db") is missing on the invoice.',
    });
    expect(verify(tampered('invoice.lines', [...lines, lines[2]]))).toContainEqual({
      at: 'invoice.lines.3',
      sentence: 'Line 4 (server 9 "db") is not in the frozen content.',
    });
  });

  it.each<[string, string]>([
    ['another figure', GOOD.frozen.content.replace('"tokens":333', '"tokens":334')],
    ['another price', GOOD.frozen.content.replace('0.0125', '0.0124')],
    ['a space', `${GOOD.frozen.content} `],
    ['nothing', ''],
    ['no object', '5'],
    ['no lines', '{}'],
  ])('notices frozen content with %s', (_, content) => {
    expect(verify(tampered('frozen.content', content)).map(({ at }) => at)).toContain(
      'frozen.hash',
    );
  });

  it('recomputes amounts even where content and hash were forged to fit', () => {
    const content = GOOD.frozen.content
      .replace('"amountMinor":416', '"amountMinor":516')
      .replace('1958', '2058');
    const forged = {
      ...GOOD,
      invoice: {
        ...GOOD.invoice,
        totalMinor: 2058,
        lines: GOOD.invoice.lines.map((line) =>
          line.serverId === 9 ? { ...line, amountMinor: 516 } : line,
        ),
      },
      frozen: { content, hash: sha256(content) },
    };
    expect(verify(forged).map(({ at }) => at)).toEqual(['invoice.lines.2.amountMinor']);
  });

  it('notices a sum of frozen tokens that is none', () => {
    const content = GOOD.frozen.content.replace('"tokens":1567', '"tokens":1568');
    const forged = { ...GOOD, frozen: { content, hash: sha256(content) } };
    expect(verify(forged).map(({ at }) => at)).toEqual(['frozen.content']);
  });

  it.each(['0', '-1', '1e3', ''])('says that %j is no price', (text) => {
    expect(verify(tampered('invoice.tokenPrice', text)).map(({ at }) => at)).toContain(
      'invoice.tokenPrice',
    );
  });

  it.each([-5, 2 ** 53 - 1])('says that %d tokens make no amount on an invoice', (tokens) => {
    const [finding] = verify(tampered('invoice.lines.0.tokens', tokens));
    expect(finding?.sentence).toContain('make no amount');
  });

  it('leaves alone what came after the plan, and says so by name', () => {
    for (const path of ['number', 'seller.name', 'issuedAt', 'dueAt']) {
      expect(verify(tampered(`invoice.${path}`, 'x'))).toEqual([]);
    }
    expect(verify(tampered('run.id', 'x'))).toEqual([]);
    expect(verify(tampered('run.manifest', 'x'))).toEqual([]);
    expect(NOT_COVERED).toEqual(['number', 'dates', 'seller', 'run', 'manifest']);
  });

  it('finds nothing in corrections, which are differences of rounded amounts', () => {
    const usages = fc.uniqueArray(
      fc.record({ serverId: fc.integer({ min: 1, max: 4 }), tokens: fc.nat(999) }),
      {
        selector: ({ serverId }) => serverId,
      },
    );
    fc.assert(
      fc.property(usages, usages, prices, (first, then, tokenPrice) => {
        const { currency: code } = tokenPrice;
        const invoice = fileOf(first.map(server), client({ currency: code }), tokenPrice)?.invoice;
        fc.pre(invoice !== undefined);
        const billed = { currency: code, price: tokenPrice, documents: 1, lines: invoice.lines };
        const of = client({ currency: code, alreadyInvoiced: true, billed });
        const file = fileOf(then.map(server), of, tokenPrice);
        fc.pre(file !== undefined);
        expect(file.invoice.kind).not.toBe('invoice');
        expect(verify(file)).toEqual([]);
      }),
    );
  });

  it('gives a correction one smallest unit of room and no more', () => {
    const lines = [
      { kind: 'server', serverId: 7, name: 'web', hours: 1, tokens: -100, amountMinor: -126 },
    ] as const;
    const file = tampered('invoice', {
      ...GOOD.invoice,
      kind: 'credit_note',
      lines,
      totalMinor: -126,
    });
    const rerated = (amountMinor: number) =>
      verify(tampered('invoice.lines.0.amountMinor', amountMinor, file)).filter(({ sentence }) =>
        sentence.includes('×'),
      );
    expect([-124, -125, -126].map(rerated)).toEqual([[], [], []]);
    expect([-123, -127].map((amount) => rerated(amount).length)).toEqual([1, 1]);
  });
});

describe('readInvoiceFile', () => {
  it('reads what was exported', () => {
    expect(readInvoiceFile(JSON.stringify(GOOD))).toEqual({ ok: true, value: GOOD });
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', ''],
    ['null', 'null', ''],
    ['a list', '[]', 'format'],
    ['another format', JSON.stringify({ ...GOOD, format: 'postmeter-invoice-2' }), 'format'],
    ['no month', JSON.stringify(tampered('invoice.month', undefined)), 'invoice.month'],
    ['a fraction', JSON.stringify(tampered('invoice.totalMinor', 1.5)), 'invoice.totalMinor'],
    ['a line that is none', JSON.stringify(tampered('invoice.lines', [{}])), 'invoice.lines'],
    ['no run', JSON.stringify({ ...GOOD, run: null }), 'run'],
  ])('says where %s is malformed', (_, text, at) => {
    expect(readInvoiceFile(text)).toEqual({ ok: false, error: { reason: 'file_malformed', at } });
  });
});
