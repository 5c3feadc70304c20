import { type EmbedRequest, embedMessage, isFresh } from '#core/embedding/embed-request.ts';
import { normalEmail } from '#core/enrolment/email.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/**
 * The client whom a signed request names, undefined if we know nobody by the address. It only reads, so an address that
 * is opened again within its five minutes shows the same and does nothing.
 */
export async function embeddedPanel(
  ports: Pick<Ports, 'store' | 'clock' | 'embedSignatures'>,
  request: EmbedRequest,
  signature: string,
): Promise<Result<Client | undefined, 'signature_wrong' | 'signature_old'>> {
  const { store, clock, embedSignatures } = ports;
  if (!(await embedSignatures.verify(embedMessage(request), signature))) {
    return err('signature_wrong');
  }
  if (!isFresh(request, clock.nowMs())) return err('signature_old');
  return ok(await store.clients.byEmail(normalEmail(request.email)));
}
