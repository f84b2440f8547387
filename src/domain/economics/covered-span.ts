/** A stretch of time: [fromMs, toMs). */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch over which nothing changes in either of two rows of spans; absent where a row has a gap. */
export interface CoveredSpan<First extends Span, Second extends Span> extends Span {
  readonly first?: First | undefined;
  readonly second?: Second | undefined;
}

/**
 * Lays two rows of spans over each other within a time: the pieces between all their edges, in order, without gap. Each
 * row ascends and does not overlap itself; its gaps stay gaps. Takes time in proportion to the number of spans.
 */
export function coveredSpans<First extends Span, Second extends Span>(
  { fromMs, toMs }: Span,
  firsts: readonly First[],
  seconds: readonly Second[],
): readonly CoveredSpan<First, Second>[] {
  const [firstAt, secondAt] = [reader(firsts), reader(seconds)];
  const pieces: CoveredSpan<First, Second>[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const [first, second] = [firstAt(atMs), secondAt(atMs)];
    const untilMs = Math.min(toMs, first.untilMs, second.untilMs);
    pieces.push({ fromMs: atMs, toMs: untilMs, first: first.covering, second: second.covering });
    atMs = untilMs;
  }
  return pieces;
}

/** Reads a row forward: the span that covers a moment, if any, and when that changes. */
function reader<Covering extends Span>(row: readonly Covering[]) {
  let place = 0;
  return (atMs: number): { readonly covering?: Covering; readonly untilMs: number } => {
    while ((row[place]?.toMs ?? Number.POSITIVE_INFINITY) <= atMs) place++;
    const next = row[place];
    if (!next) return { untilMs: Number.POSITIVE_INFINITY };
    return next.fromMs > atMs ? { untilMs: next.fromMs } : { covering: next, untilMs: next.toMs };
  };
}
