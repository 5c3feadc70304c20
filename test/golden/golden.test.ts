import { describe, expect, it } from 'vitest';
import { RATING_RULES } from '#core/invoicing/manifest.ts';
import { manifestOf, sha256 } from './support/build-month.ts';
import { monthText, storedMonths, versions } from './support/month-files.ts';
import { MONTHS } from './support/months.ts';

const stored = storedMonths();
const named = (month: (typeof stored)[number]) =>
  [`rules ${month.version}, ${month.name}`, month] as const;

describe('past months', () => {
  it.each(stored.filter(({ version }) => version === RATING_RULES).map(named))(
    'are rebuilt to the byte: %s',
    (_name, { text, inputs }) => {
      expect(monthText(inputs)).toBe(text);
    },
  );

  it.each(stored.map(named))(
    'are what their hashes say: %s',
    (_name, { version, inputs, outputs }) => {
      expect(inputs.header.ratingRules).toBe(version);
      for (const { content, hash } of outputs.items) expect(hash).toBe(sha256(content));
      // The header's format belongs to the rules: an older one may have had other facts in it.
      if (version === RATING_RULES) {
        expect(outputs.manifest).toBe(manifestOf(inputs.header, outputs.items));
      }
      for (const { content, totalMinor } of outputs.items) {
        const lines: { amountMinor: number }[] = JSON.parse(content).lines ?? [];
        expect(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(totalMinor);
      }
    },
  );

  it('are there for every version of the rules, and every month for today’s', () => {
    expect(versions()).toEqual(Array.from({ length: RATING_RULES }, (_, n) => n + 1));
    const today = stored.filter(({ version }) => version === RATING_RULES).map(({ name }) => name);
    expect(today.sort()).toEqual(Object.keys(MONTHS).sort());
    expect(stored.filter(({ version }) => version !== RATING_RULES).length).toBeGreaterThanOrEqual(
      RATING_RULES - 1,
    );
  });

  it('have every outcome and every reason for holding back that core knows', () => {
    const items = stored.flatMap(({ outputs }) => outputs.items);
    expect(new Set(items.map(({ outcome }) => outcome))).toEqual(
      new Set([
        'invoice',
        'supplement',
        'credit_note',
        'nothing_to_bill',
        'already_invoiced',
        'parked',
      ]),
    );
    expect(new Set(items.flatMap(({ reason }) => reason || []))).toEqual(
      new Set([
        'usage_unavailable',
        'price_missing',
        'amount_too_large',
        'outlier',
        'resource_in_two_clients',
        'duplicate_resource',
        'hours_beyond_month',
      ]),
    );
  });
});
