import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { postmeterProgram } from '../../../cli/program.ts';
import { commandReference } from '../../../cli/reference/command-reference.ts';
import { ROOT } from '../../../cli/root.ts';

describe('commandReference', () => {
  it('is what docs/command.md says; `npm run reference` writes it', async () => {
    const introduction = await readFile(`${ROOT}/cli/reference/introduction.md`, 'utf8');
    const reference = commandReference(postmeterProgram(), introduction);
    expect(await readFile(`${ROOT}/docs/command.md`, 'utf8')).toBe(reference);
  });

  it('holds nothing of the machine that it was made on', async () => {
    expect(await readFile(`${ROOT}/docs/command.md`, 'utf8')).not.toContain(ROOT);
  });
});
