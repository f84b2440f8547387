/** One day of an index of fear and greed: 0 is extreme fear, 100 extreme greed. No ground for a trade. */
export interface SentimentPoint {
  readonly atMs: number;
  readonly index: number;
  /** In the provider's own word. */
  readonly label?: string | undefined;
}
