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
export function* coveredSpans<First extends Span, Second extends Span>(
  { fromMs, toMs }: Span,
  firsts: readonly First[],
  seconds: readonly Second[],
): Generator<CoveredSpan<First, Second>, void> {
  let [firstPlace, secondPlace] = [0, 0];
  for (let atMs = fromMs; atMs < toMs; ) {
    firstPlace = placeAt(firsts, firstPlace, atMs);
    secondPlace = placeAt(seconds, secondPlace, atMs);
    const [first, second] = [firsts[firstPlace], seconds[secondPlace]];
    const untilMs = Math.min(toMs, edgeAfter(first, atMs), edgeAfter(second, atMs));
    yield { fromMs: atMs, toMs: untilMs, first: ifBegun(first, atMs), second: ifBegun(second, atMs) };
    atMs = untilMs;
  }
}

/** Place of the first span that ends after a moment, from a place on that is not behind it. */
function placeAt(row: readonly Span[], from: number, atMs: number): number {
  let place = from;
  while ((row[place]?.toMs ?? Number.POSITIVE_INFINITY) <= atMs) place++;
  return place;
}

function edgeAfter(span: Span | undefined, atMs: number): number {
  if (!span) return Number.POSITIVE_INFINITY;
  return span.fromMs > atMs ? span.fromMs : span.toMs;
}

function ifBegun<Covering extends Span>(span: Covering | undefined, atMs: number): Covering | undefined {
  return span && span.fromMs <= atMs ? span : undefined;
}
