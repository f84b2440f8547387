/** What one set of recorded series showed. */
export interface Judgement {
  readonly figures: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}
