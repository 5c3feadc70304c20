const PREFIX = 'whsec_';

/**
 * The `webhook-signature` header (Standard Webhooks 1.0): HMAC-SHA-256 over `id.timestamp.payload`, once for each secret,
 * separated by spaces. A receiver that knows either secret accepts it.
 */
export async function signMessage(
  secrets: readonly string[],
  { id, timestamp, payload }: { id: string; timestamp: number; payload: string },
): Promise<string> {
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${payload}`);
  const signatures = await Promise.all(secrets.map((secret) => hmac(secret, signed)));
  return signatures.map((signature) => `v1,${signature}`).join(' ');
}

async function hmac(secret: string, signed: BufferSource): Promise<string> {
  const bytes = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, signed)).toString('base64');
}
