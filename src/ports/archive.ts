/** Several files in one to download. */
export interface Archive {
  zip(files: Readonly<Record<string, string>>, atMs: number): Uint8Array;
}
