// Calls of the panel's event handlers. The panel signs nothing, so the address carries a secret. It passes parameters in
// the URL whose names nobody documents, so which one names the server is a setting, and nothing else of them is read.
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { err, ok } from '#core/result.ts';
import type { PanelEventCall, PanelEvents } from '#ports/panel-events.ts';

/** A number, or a number as text: everything in a URL is text. */
const serverId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export function createPanelEvents(
  secret: string,
  serverParameters: readonly string[],
): PanelEvents {
  const expected = digest(secret);
  return {
    read({ secret: given, parameters }) {
      // Digests have one length, whatever was sent.
      if (!timingSafeEqual(digest(given), expected)) return err('forged');
      return ok({
        serverId: serverIn(parameters, serverParameters),
        parameters: JSON.stringify([...parameters].sort(byText)),
      });
    },
  };
}

/** The first of the configured names that is there and holds an id. */
function serverIn(
  parameters: PanelEventCall['parameters'],
  serverParameters: readonly string[],
): number {
  for (const wanted of serverParameters) {
    const found = parameters.find(([name]) => name === wanted);
    const id = serverId.safeParse(found?.[1]);
    if (id.success) return id.data;
  }
  return 0;
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
