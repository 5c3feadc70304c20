// Colour where a person looks and wants it: https://no-color.org, and FORCE_COLOR as Node has it. `node:util` styles
// text only from Node 20.12 on.
const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] };

export type Style = keyof typeof CODES;

interface Terminal {
  readonly isTTY?: boolean;
}

export function isColoured(
  out: Terminal = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return out.isTTY === true && env.TERM !== 'dumb';
}

export function styled(style: Style, text: string, coloured = isColoured()): string {
  const [on, off] = CODES[style];
  return coloured ? `\x1b[${on}m${text}\x1b[${off}m` : text;
}
