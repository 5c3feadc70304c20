import { type SQL, sql } from 'drizzle-orm';
import type { CatalogueChange } from '#ports/catalogue-changes.ts';
import { guard } from '../guard.ts';
import { parkRelease, termsVersion, tokenPrice } from '../schema/schema.ts';

export function catalogueStatements(change: CatalogueChange): SQL[] {
  switch (change.type) {
    case 'token_price_set':
      return [
        guard(sql`NOT EXISTS (SELECT 1 FROM ${tokenPrice} WHERE currency = ${change.currency}
          AND first_month = ${change.firstMonth} AND price = ${change.price})`),
        sql`INSERT INTO ${tokenPrice} (currency, first_month, price, created_at_ms)
            VALUES (${change.currency}, ${change.firstMonth}, ${change.price}, ${change.atMs})
            ON CONFLICT (currency, first_month) DO UPDATE SET price = excluded.price, created_at_ms = excluded.created_at_ms`,
      ];
    case 'park_released':
      return [
        sql`INSERT INTO ${parkRelease} (client_id, month, code, note, released_by, released_at_ms)
            VALUES (${change.clientId}, ${change.month}, ${change.code}, ${change.note}, ${change.releasedBy}, ${change.atMs})`,
      ];
    case 'terms_published': {
      const { kind, version, text, url, hash } = change.terms;
      return [
        sql`INSERT INTO ${termsVersion} (kind, version, text, url, hash, published_at_ms)
            VALUES (${kind}, ${version}, ${text}, ${url}, ${hash}, ${change.atMs})`,
      ];
    }
  }
}
