import { coveredSpans, type Span } from './covered-span.ts';

/**
 * Power over [fromMs, toMs), W, straight from one end to the other. Below 0 it is fed into the grid.
 */
export interface PowerSpan extends Span {
  readonly fromW: number;
  readonly toW: number;
}

/** A power through time: ascending, without overlap; a gap is a time of which nobody knows the power. */
export type PowerTrace = readonly PowerSpan[];

/** One power all the time. */
export function constantPower(powerW: number, fromMs: number, toMs: number): PowerTrace {
  return toMs > fromMs ? [{ fromMs, toMs, fromW: powerW, toW: powerW }] : [];
}

/** A piece of a span of power; [fromMs, toMs) lies within it. */
export function piece(span: PowerSpan, { fromMs, toMs }: Span): PowerSpan {
  return { fromMs, toMs, fromW: powerWithin(span, fromMs), toW: powerWithin(span, toMs) };
}

function powerWithin({ fromMs, toMs, fromW, toW }: PowerSpan, atMs: number): number {
  if (fromW === toW) return fromW;
  // Weighing the ends keeps the sign that both have, also in the last digit.
  return (fromW * (toMs - atMs) + toW * (atMs - fromMs)) / (toMs - fromMs);
}

/** Two loads on one meter: known only while both are. */
export function powerSum(a: PowerTrace, b: PowerTrace): PowerTrace {
  return together(a, b, (ofA, ofB) => ({
    ...ofA,
    fromW: ofA.fromW + ofB.fromW,
    toW: ofA.toW + ofB.toW,
  }));
}

/** What is known of one load while another one is known too. */
export function powerWhile(a: PowerTrace, known: PowerTrace): PowerTrace {
  return together(a, known, (ofA) => ofA);
}

function together(
  a: PowerTrace,
  b: PowerTrace,
  joined: (ofA: PowerSpan, ofB: PowerSpan) => PowerSpan,
): PowerTrace {
  const [begin, end] = [a[0], a.at(-1)];
  if (!begin || !end) return [];
  const trace: PowerSpan[] = [];
  for (const span of coveredSpans({ fromMs: begin.fromMs, toMs: end.toMs }, a, b)) {
    const { first, second } = span;
    if (first && second) trace.push(joined(piece(first, span), piece(second, span)));
  }
  return trace;
}

/** Energy of a span, kWh: mean power times time, which is exact for a straight line. */
export function spanKwh({ fromMs, toMs, fromW, toW }: PowerSpan): number {
  return (((fromW + toW) / 2000) * (toMs - fromMs)) / 3_600_000;
}

/**
 * What a span takes from the grid, and what it feeds in, kWh, each ≥ 0: a line that crosses 0 W is cut there. As a meter
 * counts that nets its phases at every moment.
 */
export function importAndExport(span: PowerSpan): { readonly importKwh: number; readonly exportKwh: number } {
  const { fromMs, toMs, fromW, toW } = span;
  const kwh = spanKwh(span);
  if (fromW >= 0 && toW >= 0) return { importKwh: kwh, exportKwh: 0 };
  if (fromW <= 0 && toW <= 0) return { importKwh: 0, exportKwh: -kwh };
  const [importW, exportW] = [Math.max(fromW, toW), -Math.min(fromW, toW)];
  const hours = (toMs - fromMs) / 3_600_000;
  // Two triangles on one line: each lasts in proportion to its height.
  const kwhOf = (heightW: number) => (heightW / 2000) * (heightW / (importW + exportW)) * hours;
  return { importKwh: kwhOf(importW), exportKwh: kwhOf(exportW) };
}
