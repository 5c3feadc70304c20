import { isColoured, type Style, styled } from '../output/style.ts';
import type { ShownFinding } from './report.ts';

const SIGNS = { ok: '✓', warning: '!', failed: '✗', skipped: '·' } as const;
const STYLES: Readonly<Record<ShownFinding['state'], Style>> = {
  ok: 'green',
  warning: 'yellow',
  failed: 'red',
  skipped: 'dim',
};

/** One line each, by group; what to do stands below whatever is not in order. */
export function describeFindings(
  findings: readonly ShownFinding[],
  terminal: Pick<NodeJS.WriteStream, 'isTTY'> = process.stdout,
): string {
  const coloured = isColoured(terminal);
  const groups = [...new Set(findings.map(({ group }) => group))];
  const width = Math.max(...findings.map(({ check }) => check.length));
  const blocks = groups.map((group) => {
    const lines = findings
      .filter((finding) => finding.group === group)
      .flatMap(({ check, state, detail, remedy }) => {
        const sign = styled(STYLES[state], SIGNS[state], coloured);
        const line = `  ${sign} ${check.padEnd(width)}  ${detail}`;
        return remedy === '' ? [line] : [line, `    ${' '.repeat(width)}  → ${remedy}`];
      });
    return [styled('bold', heading(group), coloured), ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n\n${summary(findings)}`;
}

function summary(findings: readonly ShownFinding[]): string {
  const count = (state: ShownFinding['state']) =>
    findings.filter((finding) => finding.state === state).length;
  const [failed, warnings, skipped] = [count('failed'), count('warning'), count('skipped')];
  const looked = `${findings.length - skipped} checks, ${skipped} left out`;
  if (failed + warnings === 0) return `${looked}. All is in order.`;
  return `${looked}. ${failed} failed, ${warnings} to look at.`;
}

function heading(group: string): string {
  return group.charAt(0).toUpperCase() + group.slice(1);
}
