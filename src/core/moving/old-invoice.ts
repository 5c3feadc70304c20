/** An invoice that the add-on before us made for one client and month. */
export interface OldInvoice {
  readonly id: string;
  /** Calendar date over there, `YYYY-MM-DD`. */
  readonly date: string;
  readonly status: string;
  readonly currency: string;
  readonly lines: readonly OldLine[];
}

export interface OldLine {
  readonly text: string;
  /** What its text says, as far as it could be read. */
  readonly serverId: number | null;
  readonly serverName: string;
  readonly hours: number | null;
  readonly tokens: number | null;
  /** Smallest unit of the invoice's currency, net of tax as it stands on the line. */
  readonly amountMinor: number;
}

/** Whether a line says which server it is about. One that does not is shown, and counted as unread. */
export function isReadLine({ serverId, serverName }: OldLine): boolean {
  return serverId !== null || serverName !== '';
}
