import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** What the client accepted, as a file: the texts themselves with their hashes, when, and from where. */
export async function termsEvidence({ store }: Pick<Ports, 'store'>, client: Client) {
  const accepted = await store.account.acceptedTerms(client.id);
  return {
    format: 'postmeter-terms-evidence-1',
    client: { id: client.id, number: client.number },
    hashAlgorithm: 'SHA-256 of the text, or of the address where the text stands elsewhere',
    acceptances: accepted.map(
      ({ kind, version, hash, text, url, acceptedAtMs, ip, userAgent }) => ({
        kind,
        version,
        hash,
        acceptedAt: new Date(acceptedAtMs).toISOString(),
        ip,
        userAgent,
        text,
        url,
      }),
    ),
  };
}
