import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Which seeds to play, and whether figures are printed; set by `npm run simulate`. */
    simulation: { readonly from: number; readonly seeds: number; readonly tell: boolean };
  }
}
