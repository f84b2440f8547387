/** The time that something is told of: [fromMs, toMs). */
export interface ToldSpan {
  readonly fromMs: number;
  readonly toMs: number;
}
