// What no act of the simulation touches. A call would be news, so it fails.
import type { Ports } from '#ports/ports.ts';
import type { Brand } from '#ports/settings.ts';

type Unused =
  | 'breachedPasswords'
  | 'oneTimeCodes'
  | 'passkeys'
  | 'identityProvider'
  | 'archive'
  | 'typesetter'
  | 'embedSignatures'
  | 'oldBilling';

export const BRAND: Brand = { accent: '#0b6b5d', logoUrl: undefined };

export function unusedPorts(): Pick<Ports, Unused> {
  const never = () => {
    throw new Error('a port that the simulation does not play was called');
  };
  return {
    breachedPasswords: { isBreached: never },
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
    oldBilling: undefined,
  };
}
