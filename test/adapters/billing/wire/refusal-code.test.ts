import { describe, expect, it } from 'vitest';
import { refusalReader } from '#adapters/billing/wire/refusal-code.ts';

const refusalCode = refusalReader({});

describe('a refusal in a sentence', () => {
  it.each([
    ['Access from this IP address is not allowed', 'billing_address_blocked'],
    ['This API ID is not allowed to use this method', 'billing_not_permitted'],
    ['Method getClients does not exist', 'billing_not_permitted'],
    ["Invalid method 'client.get' specified.", 'billing_not_permitted'],
    ['Invalid payment method', 'billing_rejected'],
    ['Wrong API ID or API key', 'billing_refused_key'],
    ['Unable to find valid credentials', 'billing_refused_key'],
    ['No matching client found.', 'billing_document_missing'],
    ['No clients match the given criteria.', 'billing_document_missing'],
    ['The client could not be found', 'billing_document_missing'],
    ['Unable to locate client', 'billing_document_missing'],
    ["Couldn't find invoice 7", 'billing_document_missing'],
    ['Unknown client', 'billing_document_missing'],
    ['Client with specified ID does not exist', 'billing_document_missing'],
    ["Login 'ann@example.com' is already in use.", 'billing_conflict'],
    ['This email address is already registered', 'billing_conflict'],
    ['Passwords do not match', 'billing_rejected'],
    ['Unable to process the request', 'billing_rejected'],
    ['', 'billing_rejected'],
  ])('%s', (said, code) => {
    expect(refusalCode(200, said)).toBe(code);
  });

  it.each([
    [401, 'billing_refused_key'],
    [403, 'billing_not_permitted'],
    [404, 'billing_wrong_address'],
    [500, 'billing_rejected'],
  ])('by the status %i where no word fits', (status, code) => {
    expect(refusalCode(status, 'Hm.')).toBe(code);
  });

  it('has the install’s own phrases first, whatever their case and gaps', () => {
    const read = refusalReader({ missing: ['Nie  znaleziono'] });
    expect(read(200, 'Klient: NIE ZNALEZIONO.')).toBe('billing_document_missing');
    // Ours alone would take it for a refused key.
    const own = refusalReader({ permission: ['unauthorized for this brand'] });
    expect(own(200, 'Unauthorized for this brand')).toBe('billing_not_permitted');
    expect(refusalCode(200, 'Unauthorized for this brand')).toBe('billing_refused_key');
    // A phrase with the signs of a pattern is a phrase.
    expect(refusalReader({ taken: ['(.*)+ob'] })(200, 'Foob')).toBe('billing_rejected');
  });

  it('takes the longest of the phrases that fit', () => {
    const read = refusalReader({ missing: ['brak'], key: ['brak klucza'] });
    expect(read(200, 'Brak klucza API')).toBe('billing_refused_key');
    expect(read(200, 'Brak klienta')).toBe('billing_document_missing');
  });

  it('does not hang on megabytes of its own words', () => {
    expect(refusalCode(200, 'no email '.repeat(200_000))).toBe('billing_rejected');
  });
});
