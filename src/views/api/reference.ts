// The API's document as its page wants it.
import type { Frame } from '#views/frame.ts';

/** What a value is; `shape` is the named shape to read on at. */
export interface TypeText {
  readonly text: string;
  readonly shape?: string | undefined;
}

export interface ShapeRow {
  /** With dots and `[]` for members of members; empty for a shape that is taken in whole. */
  readonly name: string;
  readonly type: TypeText;
  readonly required: boolean;
  readonly description: string;
}

export interface ReferenceOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly scope: string;
  readonly parameters: readonly (Omit<ShapeRow, 'name'> & {
    readonly name: string;
    readonly place: string;
  })[];
  readonly body: TypeText | undefined;
  readonly answers: readonly {
    readonly status: string;
    readonly description: string;
    readonly media: string;
    readonly type: TypeText | undefined;
  }[];
  readonly refusals: readonly { readonly status: string; readonly codes: readonly string[] }[];
  readonly example: { readonly path: string; readonly body: unknown };
}

export interface ApiReferenceProps {
  readonly frame: Frame;
  readonly origin: string;
  readonly scopes: readonly { readonly name: string; readonly meaning: string }[];
  readonly groups: readonly {
    readonly tag: string;
    readonly operations: readonly ReferenceOperation[];
  }[];
  readonly shapes: readonly {
    readonly name: string;
    readonly description: string;
    readonly rows: readonly ShapeRow[];
  }[];
}
