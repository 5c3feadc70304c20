import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { ROOT } from '../root.ts';
import type { CheckResult } from './checks.ts';
import { spawnTool } from './spawn-tool.ts';

/** Inside the project, because drizzle-kit takes its paths relative to it; ignored by git and wiped by `npm ci`. */
const CACHE = `${ROOT}/node_modules/.cache`;

/** Generates migrations into a copy: where that makes a new one, the schema was changed without its migration. */
export async function migrationsInStep(): Promise<CheckResult> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(`${CACHE}/migrations-`);
  try {
    const copy = `${folder}/migrations`;
    await cp(`${ROOT}/migrations`, copy, { recursive: true });
    const before = await readdir(copy);
    const config = `${folder}/drizzle.config.ts`;
    await writeFile(config, configText(relative(ROOT, copy)));
    const { code, output } = await spawnTool('drizzle-kit/bin.cjs', [
      'generate',
      `--config=${relative(ROOT, config)}`,
    ]);
    if (code !== 0) return { ok: false, output };
    const added = (await readdir(copy)).filter((name) => !before.includes(name));
    if (added.length === 0) return { ok: true, output };
    return {
      ok: false,
      output: `The schema has changes without a migration. Make it with: npm run generate -- --name what_it_changes\n`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function configText(out: string): string {
  return `import config from ${JSON.stringify(`${ROOT}/drizzle.config.ts`)};
export default { ...config, out: ${JSON.stringify(`./${out}`)} };
`;
}
