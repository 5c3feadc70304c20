import type { AppContext } from '../app-env.ts';

/** Who acts, as the audit names them. Behind `requireOperator`. */
export function actorOf(c: AppContext): string {
  return `admin:${c.var.operator.kid}`;
}
