/** How much of a quantity's past a provider has told so far: without a hole from one end to the other. */
export interface PastSpan {
  /** Epoch ms; what was before is not told yet. */
  readonly fromMs: number;
  /** Epoch ms, exclusive; what comes after is not told yet. */
  readonly toMs: number;
  readonly points: number;
  /** Within it: what the provider itself has nothing of, ms. */
  readonly missingMs: number;
}

/** A span that was stored, if it is one: another version may have stored something else. */
export function pastSpanOf(stored: unknown): PastSpan | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { fromMs, toMs, points, missingMs } = stored as Partial<Record<keyof PastSpan, unknown>>;
  const isSpan =
    typeof fromMs === 'number' &&
    typeof toMs === 'number' &&
    typeof points === 'number' &&
    typeof missingMs === 'number' &&
    fromMs < toMs;
  return isSpan ? { fromMs, toMs, points, missingMs } : undefined;
}
