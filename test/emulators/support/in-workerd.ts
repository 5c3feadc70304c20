import { build } from 'esbuild';
import { Miniflare } from 'miniflare';
import { onTestFinished } from 'vitest';

/** Serves a Worker out of its source, whose imports are relative to the project's folder, until the test is over. */
export async function startInWorkerd(worker: string): Promise<URL> {
  const { outputFiles } = await build({
    stdin: { contents: worker, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
  });
  const workerd = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? '',
    compatibilityDate: '2026-04-01',
    handleRuntimeStdio: () => {},
  });
  onTestFinished(() => workerd.dispose());
  return workerd.ready;
}
