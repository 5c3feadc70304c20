// What no act of the simulation touches. A call would be news, so it fails.
import type { Ports } from '#ports/ports.ts';

type Unused =
  | 'breachedPasswords'
  | 'rateBrake'
  | 'challenge'
  | 'disposableAddresses'
  | 'oneTimeCodes'
  | 'passkeys'
  | 'identityProvider'
  | 'archive'
  | 'typesetter'
  | 'embedSignatures'
  | 'configuration'
  | 'webhookSender'
  | 'metrics'
  | 'heartbeat'
  | 'doctor'
  | 'oldBilling';

export function unusedPorts(): Pick<Ports, Unused> {
  const never = () => {
    throw new Error('a port that the simulation does not play was called');
  };
  return {
    breachedPasswords: { isBreached: never },
    rateBrake: { exceeded: never },
    challenge: undefined,
    disposableAddresses: { isDisposable: never },
    oneTimeCodes: { newSecret: never, enrolment: never, step: never },
    passkeys: {
      creation: never,
      request: never,
      created: never,
      claimedId: never,
      asserted: never,
    },
    identityProvider: undefined,
    archive: { zip: never },
    typesetter: { typeset: never },
    embedSignatures: { verify: never },
    configuration: { list: never },
    webhookSender: { send: never },
    // Nobody watches from outside.
    metrics: { add: () => undefined, flush: () => undefined },
    heartbeat: { beat: async () => true },
    doctor: {
      panel: {
        account: never,
        mayList: never,
        roles: never,
        limitGroups: never,
        plans: never,
        plansInUse: never,
        integration: never,
        signOnStatus: never,
      },
      panelClock: { aheadMs: never },
      billingClock: undefined,
      mail: { tryOut: never },
      dns: { lookUp: never },
      settings: undefined as never, // of the doctor alone, which is not played
      migrations: [],
    },
    oldBilling: undefined,
  };
}
