/** A printed document as plain data: what stands on it, not where. A view writes it, and the typesetter sets it in type. */
export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  /** BCP 47. */
  readonly language: string;
  readonly issuer: string;
  /** The figure that everybody looks for. */
  readonly highlight: { readonly label: string; readonly value: string; readonly note: string };
  /** A sentence that must not be missed; empty where there is none. */
  readonly notice: string;
  readonly parties: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly table: SheetTable;
  /** Said below the table, as large as the table; undefined where there is nothing to say. */
  readonly payment: { readonly title: string; readonly lines: readonly string[] } | undefined;
  readonly notes: readonly string[];
  /** Stands in the file, so that the same document is the same file every time. */
  readonly madeAtMs: number;
}

export interface SheetTable {
  readonly columns: readonly {
    readonly title: string;
    readonly align: 'start' | 'end';
    /** Of the width, beside the other columns' shares. */
    readonly share: number;
  }[];
  readonly rows: readonly (readonly string[])[];
  /** Below the rows; the last is the total. */
  readonly sums: readonly (readonly string[])[];
}
