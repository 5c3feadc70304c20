import type { OperatorAudit } from '#ports/operator-audit.ts';
import type { OperatorClientReads } from '#ports/operator-client-reads.ts';
import type { OperatorLetters } from '#ports/operator-letters.ts';
import type { OperatorLists } from '#ports/operator-lists.ts';
import type { OperatorOverview } from '#ports/operator-overview.ts';

/** What the operator's side reads: the admin area, the API, the command. Every list is bounded by its caller, 200 at most. */
export type OperatorReads = OperatorLists &
  OperatorAudit &
  OperatorOverview &
  OperatorClientReads &
  OperatorLetters;
