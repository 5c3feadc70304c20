import type { Role } from '#core/operators/role.ts';
import type { Frame } from '#views/frame.ts';

/** What every page of the admin area knows: the provider, where it is, and who is signed in. */
export interface AdminFrame extends Frame {
  /** Left out on the way in. */
  readonly operator?: { readonly kid: string; readonly role: Role } | undefined;
  /** IANA name: every time in the area is of this zone, which is the one that months are of. */
  readonly timeZone: string;
}
