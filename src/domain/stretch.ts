/** A stretch of time [fromMs, toMs), epoch ms. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}
