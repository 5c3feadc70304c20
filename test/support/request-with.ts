// A request to the app over ports of the test's choice, for failures that no emulator can make.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import type { Ports } from '#ports/ports.ts';
import { createApp } from '../../src/app.tsx';
import { ORIGIN } from './world.ts';

export const REQUEST_ID = 'request-id-of-the-test';

export async function requestWith(
  ports: Ports,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const context = createExecutionContext();
  const request = new Request(`${ORIGIN}${path}`, { redirect: 'manual', ...init });
  const bindings = { ports, formOrigins: ['https://panel.test'], requestId: REQUEST_ID };
  const response = await createApp().fetch(request, bindings, context);
  await waitOnExecutionContext(context);
  return response;
}
