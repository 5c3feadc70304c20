import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { ROOT } from '../root.ts';

/** A Worker as one module, with the date and the flags that the deployed one has. */
export interface Bundle {
  readonly script: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
}

/** Bundles an entry of `src/` as wrangler would; nothing is written to disk. */
export async function bundle(entry = 'src/dev.ts'): Promise<Bundle> {
  const wrangler = await readFile(`${ROOT}/wrangler.toml`, 'utf8');
  const built = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    conditions: ['workerd', 'worker', 'browser'],
    define: { 'import.meta.url': textSetting(wrangler, /^"import\.meta\.url" = "([^"]+)"/m) },
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'error',
  });
  const script = built.outputFiles[0]?.text;
  if (script === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return {
    script,
    compatibilityDate: textSetting(wrangler, /^compatibility_date = "([^"]+)"/m),
    compatibilityFlags: JSON.parse(
      textSetting(wrangler, /^compatibility_flags = (\[[^\]]*\])/m),
    ) as string[], // an array of strings in TOML is one in JSON
  };
}

function textSetting(toml: string, pattern: RegExp): string {
  const value = pattern.exec(toml)?.[1];
  if (value === undefined) throw new Error(`wrangler.toml has nothing that matches ${pattern}`);
  return value;
}
