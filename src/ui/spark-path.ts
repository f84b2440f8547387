export const SPARK_WIDTH = 100;
export const SPARK_HEIGHT = 30;
/** Room above and below for the width of the line. */
const MARGIN = 1.5;

export interface Spark {
  readonly line: string;
  readonly area: string;
  /** Lone values between unknown ones, as `x,y`. */
  readonly dots: readonly string[];
  /** The line of what was expected; empty where that is unknown. */
  readonly expected: string;
}

/** SVG paths of a curve on a 100 × 30 field, from 0 up to the largest of the values and the expectation; NaN is a gap. */
export function spark(values: Float64Array, expected: number | undefined): Spark {
  const known = values.filter((value) => !Number.isNaN(value));
  const top = Math.max(0, expected ?? 0, ...known);
  if (top === 0 && known.length === 0) return { line: '', area: '', dots: [], expected: '' };
  const x = (i: number) => round((i / Math.max(1, values.length - 1)) * SPARK_WIDTH);
  const y = (value: number) =>
    round(SPARK_HEIGHT - MARGIN - (value / (top || 1)) * (SPARK_HEIGHT - 2 * MARGIN));
  const runs = knownRuns(values);
  const pointsOf = ({ from, to }: Run) =>
    Array.from({ length: to - from }, (_, i) => `${x(from + i)},${y(values[from + i] ?? Number.NaN)}`);
  const curves = runs.filter(({ from, to }) => to - from > 1);
  return {
    line: curves.map((run) => `M${pointsOf(run).join('L')}`).join(''),
    area: curves
      .map(
        (run) =>
          `M${x(run.from)},${SPARK_HEIGHT}L${pointsOf(run).join('L')}L${x(run.to - 1)},${SPARK_HEIGHT}Z`,
      )
      .join(''),
    dots: runs.filter(({ from, to }) => to - from === 1).flatMap(pointsOf),
    expected: expected === undefined ? '' : `M0,${y(expected)}H${SPARK_WIDTH}`,
  };
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Stretches without a gap, [from, to). */
function knownRuns(values: Float64Array): readonly Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let i = 0; i <= values.length; i += 1) {
    const known = i < values.length && !Number.isNaN(values[i]);
    if (known && from < 0) from = i;
    if (!known && from >= 0) {
      runs.push({ from, to: i });
      from = -1;
    }
  }
  return runs;
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}
