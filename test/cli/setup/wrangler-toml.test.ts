import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import {
  databaseIdIn,
  RATE_LIMITS,
  variablesIn,
  withCustomDomain,
  withDatabaseId,
  withEmailBinding,
  withRateLimits,
  withVariables,
} from '../../../cli/setup/wrangler-toml.ts';

const shipped = await readFile(new URL('../../../wrangler.toml', import.meta.url), 'utf8');

/** Lines of `after` that are not in `before`, and the other way round. */
function difference(before: string, after: string) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return {
    gone: old.filter((line) => !now.includes(line)),
    added: now.filter((line) => !old.includes(line)),
  };
}

describe('databaseIdIn', () => {
  it.each(['', 'd1_databases = 3', '[d1_databases]\ndatabase_id = "1"'])(
    'is empty where there is no database: %s',
    (toml) => {
      expect(databaseIdIn(toml)).toBe('');
    },
  );
});

describe('withVariables', () => {
  it('changes a value where it stands and leaves every other line to the letter', () => {
    const after = withVariables(shipped, { ORIGIN: 'https://billing.north.test' });
    expect(difference(shipped, after)).toEqual({
      gone: ['ORIGIN = "https://billing.example.net"'],
      added: ['ORIGIN = "https://billing.north.test"'],
    });
  });

  it('puts new settings at the end of [vars], before the comments and tables that follow', () => {
    const toml = '[vars]\nORIGIN = "a" # mine\n\n# about others\n[other]\nORIGIN = "b"\n';
    const after = withVariables(toml, { NEW: 'x', ORIGIN: 'c' });
    expect(after).toBe(
      '[vars]\nORIGIN = "c" # mine\nNEW = "x"\n\n# about others\n[other]\nORIGIN = "b"\n',
    );
  });

  it('keeps JSON, quotes, line breaks and signs of comments as values', () => {
    const values = {
      ADMIN_JWKS: '{"keys":[{"kid":"ann"}]}',
      PROVIDER_ADDRESS: '1 Harbour Street\n20457 Hamburg',
      PROVIDER_NAME: `O'Brien "Hosting" # 1`,
      MAIL_FROM: 'C:\\mail',
    };
    const after = withVariables(shipped, values);
    expect(variablesIn(after)).toMatchObject(values);
    const again = withVariables(after, values);
    expect(again).toBe(after);
  });

  it('makes the table where there is none', () => {
    expect(variablesIn(withVariables('name = "postmeter"\n', { A: '1' }))).toEqual({ A: '1' });
  });

  it('refuses a file that it could only damage', () => {
    const multi = '[vars]\nORIGIN = """a\nb"""\n';
    expect(() => withVariables(multi, { ORIGIN: 'c' })).toThrow(
      /cannot be changed safely|cannot be read/,
    );
    expect(() => withVariables('vars = { ORIGIN = "a" }\n', { ORIGIN: 'c' })).toThrow();
    expect(() => variablesIn('[vars\n')).toThrow(/cannot be read/);
  });
});

describe('the rest of wrangler.toml', () => {
  it('gets the id of the database, the address, and the binding for mail', () => {
    const id = withDatabaseId(shipped, 'abc-1');
    expect(databaseIdIn(id)).toBe('abc-1');
    expect(difference(shipped, id).added).toEqual([
      'database_id = "abc-1" # `wrangler d1 create postmeter` prints yours',
    ]);
    const placed = withCustomDomain(id, 'billing.north.test');
    expect(parse(placed).routes).toEqual([{ pattern: 'billing.north.test', custom_domain: true }]);
    const moved = withCustomDomain(placed, 'bills.north.test');
    expect(difference(placed, moved).gone).toHaveLength(1);
    const mailing = withEmailBinding(moved);
    expect(parse(mailing).send_email).toEqual([{ name: 'EMAIL' }]);
    expect(withEmailBinding(mailing)).toBe(mailing);
    expect(parse(mailing).main).toBe('src/index.ts');
  });
});

describe('withRateLimits', () => {
  it('leaves the shipped file as it is, which has both', () => {
    expect(parse(shipped).ratelimits).toEqual(RATE_LIMITS);
    expect(withRateLimits(shipped)).toBe(shipped);
  });

  it('adds what is missing, and keeps the limits that its owner chose', () => {
    const own =
      '[[ratelimits]]\nname = "RATE_BY_ADDRESS"\nnamespace_id = "7"\nsimple = { limit = 5, period = 10 }';
    const [address, network] = parse(withRateLimits(own)).ratelimits as unknown[];
    expect(address).toEqual({
      name: 'RATE_BY_ADDRESS',
      namespace_id: '7',
      simple: { limit: 5, period: 10 },
    });
    expect(network).toEqual(RATE_LIMITS[1]);
    const none = withRateLimits('name = "postmeter"');
    expect(parse(none).ratelimits).toEqual(RATE_LIMITS);
    expect(withRateLimits(none)).toBe(none);
  });
});
