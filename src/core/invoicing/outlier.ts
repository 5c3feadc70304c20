/** When a month's tokens are too many to be believed without a look. */
export interface OutlierRule {
  /** Times the client's highest month so far. */
  readonly factor: number;
  /** Tokens below which nothing is an outlier: small accounts grow by large factors. */
  readonly floorTokens: number;
}

/**
 * Whether the client's own past makes these tokens unlikely. Without a past nothing is: a first invoice has nothing
 * to be compared with. Tokens, not money, so that a price change parks nobody.
 */
export function isOutlier(tokens: number, highestBefore: number, rule: OutlierRule): boolean {
  if (highestBefore === 0) return false;
  return tokens > rule.floorTokens && tokens > rule.factor * highestBefore;
}
