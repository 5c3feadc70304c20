import type { Language } from '#views/languages.ts';

/** What every page knows about its reader's language, the provider and, while signed in, the client. */
export interface Frame {
  readonly language: Language;
  readonly provider: {
    readonly name: string;
    readonly supportEmail: string;
    /** `#rrggbb`; ours where it is left out. */
    readonly accent?: string | undefined;
    readonly logoUrl?: string | undefined;
  };
  /** Name of the system that can say who somebody is, where there is one. */
  readonly continueWith?: string | undefined;
  /** Where forms of strangers ask whoever sends them to show that they are a person. */
  readonly challenge?: { readonly siteKey: string; readonly scriptUrl: string } | undefined;
  /** Where the reader is, e.g. `/invoices`: marked in the navigation. */
  readonly path?: string | undefined;
  /** Present while signed in. */
  readonly client?: { readonly name: string; readonly email: string } | undefined;
}
