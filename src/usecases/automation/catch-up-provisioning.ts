import { errorText } from '#core/error-text.ts';
import type { ClientId } from '#core/ids.ts';
import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';
import { type Provisioned, provisionClient } from '#usecases/enrolment/provision-client.ts';

/** Clients in one go; more wait for the queue. With ten queries each, a third of what one invocation may ask of D1. */
const CLIENTS_AT_MOST = 30;

/** A dead panel would cost its time-out for each client, and the invoices come after this. */
const DOWN_BEFORE_STOP = 5;

/** Tries every client that still waits for a panel account, whatever became of its task. */
export async function catchUpProvisioning(ports: AutomationPorts): Promise<StepOutcome> {
  const waiting = await ports.store.clients.toProvision(ports.clock.nowMs(), CLIENTS_AT_MOST);
  let enrolled = 0;
  const failures: Record<string, number> = {};
  let downInARow = 0;
  for (const clientId of waiting) {
    if (downInARow === DOWN_BEFORE_STOP) break;
    const result = await attempt(ports, clientId);
    downInARow = result === 'panel_unavailable' ? downInARow + 1 : 0;
    if (result === 'enrolled') enrolled++;
    else if (result !== 'not_waiting') failures[result] = (failures[result] ?? 0) + 1;
  }
  const stuck = Object.entries(failures).map(([failure, count]) => `${count} × ${failure}`);
  return {
    ok: stuck.length === 0,
    did:
      waiting.length === 0
        ? 'Nobody waits for a panel account.'
        : `${enrolled} of ${waiting.length} waiting clients got their panel account.${
            stuck.length > 0 ? ` Still waiting: ${stuck.join(', ')}.` : ''
          }`,
    figures: { waiting: waiting.length, enrolled, ...failures },
  };
}

/** One client's defect must not take the others along. */
async function attempt(
  ports: AutomationPorts,
  clientId: ClientId,
): Promise<Provisioned | 'crashed'> {
  try {
    return await provisionClient(ports, clientId, { tellByMail: true });
  } catch (error) {
    ports.log.error('provisioning_crashed', { clientId, error: errorText(error) });
    return 'crashed';
  }
}
