import type { Result } from '#core/result.ts';
import type { PanelClient } from './panel-client.ts';
import type { PanelFault } from './panel-fault.ts';

/** One second try where the first met a passing fault. A slow panel is not asked again: it has too much to do. */
export async function getTwice(
  client: PanelClient,
  path: string,
): Promise<Result<unknown, PanelFault>> {
  const first = await client.get(path);
  if (first.ok) return first;
  const { code, status } = first.error;
  const isPassing = code === 'panel_unreachable' || (status !== null && status >= 500);
  return isPassing ? client.get(path) : first;
}
