/** What every page knows about the provider and, while signed in, about the client. */
export interface Frame {
  readonly provider: { readonly name: string; readonly supportEmail: string };
  /** Present while signed in. */
  readonly client?: { readonly name: string; readonly email: string } | undefined;
}
