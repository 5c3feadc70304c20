import type { DisposableAddresses } from '#ports/disposable-addresses.ts';

/** Looks at no list: all addresses are welcome. */
export const ALL_ADDRESSES_WELCOME: DisposableAddresses = { isDisposable: async () => false };

/** The list is parsed when the first address is looked up, and once an isolate. */
export function createDisposableAddresses(): DisposableAddresses {
  let domains: Promise<ReadonlySet<string>> | undefined;
  return {
    async isDisposable(email) {
      domains ??= load();
      const known = await domains;
      return namesOf(email).some((name) => known.has(name));
    },
  };
}

async function load(): Promise<ReadonlySet<string>> {
  const list = await import('disposable-email-domains-js');
  return list.disposableEmailBlocklistSet();
}

/** The host of the address and what it is below: such services give names of their own below one that is listed. */
function namesOf(email: string): readonly string[] {
  const labels = email.slice(email.lastIndexOf('@') + 1).split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}
