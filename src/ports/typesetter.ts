import type { Result } from '#core/result.ts';
import type { Sheet } from '#core/sheet.ts';

/** Sets documents in type, as PDF. */
export interface Typesetter {
  /** `fonts_missing`: the assets were not deployed with the Worker (docs/design.md). The same sheet gives the same bytes. */
  typeset(sheet: Sheet): Promise<Result<Uint8Array<ArrayBuffer>, 'fonts_missing'>>;
}
