import { err, ok } from '#core/result.ts';
import type { Sheet } from '#core/sheet.ts';
import type { Typesetter } from '#ports/typesetter.ts';
import { createFontLibrary, type ReadAsset } from './font-library.ts';

/** Sets sheets with PDFKit and the fonts among the Worker's assets. */
export function createTypesetter(read: ReadAsset): Typesetter {
  const library = createFontLibrary(read);
  return {
    async typeset(sheet) {
      const texts = textsOf(sheet);
      const slices = await library.slices(texts.join());
      if (!slices) return err('fonts_missing');
      const fonts = await library.load(new Set(texts), slices, [400, 700]);
      if (!fonts) return err('fonts_missing');
      // Half a megabyte of code that no other request needs: it is only run when somebody wants a PDF.
      const { drawSheet } = await import('./draw-sheet.ts');
      return ok(await drawSheet(sheet, slices, fonts));
    },
  };
}

function textsOf(sheet: Sheet): string[] {
  const { title, subtitle, issuer, highlight, notice, parties, facts, table, payment, notes } =
    sheet;
  return [
    ...[title, subtitle, issuer, notice, ...Object.values(highlight), ...notes],
    ...[...parties, ...(payment ? [payment] : [])].flatMap(({ title, lines }) => [title, ...lines]),
    ...facts.flatMap(({ label, value }) => [label, value]),
    ...table.columns.map((column) => column.title),
    ...[...table.rows, ...table.sums].flat(),
    '0123456789/',
  ];
}
