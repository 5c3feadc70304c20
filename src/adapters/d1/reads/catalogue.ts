import { and, eq, sql } from 'drizzle-orm';
import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { PriceFacts } from '#ports/price-facts.ts';
import type { CatalogueReads } from '#ports/store.ts';
import type { Database } from '../database.ts';
import { client, invoice, termsVersion, tokenPrice } from '../schema/schema.ts';

export function catalogueReads({ orm: db }: Database): CatalogueReads {
  return {
    async currentTerms() {
      // SQLite takes the other columns from the row that has the maximum.
      const rows = await db.all<TermsVersion>(
        sql`SELECT kind, version, text, url, hash, max(published_at_ms) FROM ${termsVersion}
            GROUP BY kind ORDER BY kind DESC`,
      );
      return rows.map(({ kind, version, text, url, hash }) => ({ kind, version, text, url, hash }));
    },
    async terms(kind, version) {
      const row = await db
        .select()
        .from(termsVersion)
        .where(and(eq(termsVersion.kind, kind), eq(termsVersion.version, version)))
        .get();
      return row && { ...row, kind };
    },
    async pricesIn(month) {
      const rows = await db.all<{ currency: CurrencyCode; price: string }>(
        sql`SELECT currency, price, max(first_month) FROM ${tokenPrice}
            WHERE first_month <= ${month} GROUP BY currency`,
      );
      return new Map(rows.map(({ currency, price }) => [currency, price]));
    },
    async priceFacts(user, month) {
      const { kind, id } = user;
      const isAsked = kind === 'panel_user' ? sql`c.panel_user_id = ${id}` : sql`c.number = ${id}`;
      // Written out: drizzle would not say whose `currency` the inner query means.
      return db.get<PriceFacts | undefined>(
        sql`SELECT c.number AS clientNumber, c.currency, coalesce((
              SELECT p.price FROM ${tokenPrice} AS p WHERE p.currency = c.currency AND p.first_month <= ${month}
              ORDER BY p.first_month DESC LIMIT 1), '') AS tokenPrice
            FROM ${client} AS c WHERE ${isAsked}`,
      );
    },
    async billedTokens(month, currency) {
      const row = await db.get<{ invoices: number; tokens: number; billedMinor: number }>(
        sql`SELECT count(*) AS invoices, coalesce(sum(tokens), 0) AS tokens, coalesce(sum(total_minor), 0) AS billedMinor
            FROM ${invoice} WHERE month = ${month} AND currency = ${currency}`,
      );
      return row ?? { invoices: 0, tokens: 0, billedMinor: 0 };
    },
  };
}
