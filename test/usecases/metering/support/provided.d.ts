import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    metering: { readonly from: number; readonly seeds: number };
  }
}
