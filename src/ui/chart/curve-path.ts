/** One line over numbers that are no times: epochs of a training, values of a feature. */
export interface Curve {
  readonly label: string;
  /** Ascending; as long as `y`. */
  readonly x: readonly number[];
  /** NaN leaves a gap. */
  readonly y: readonly number[];
}

/** What a line lies within: an area behind the lines. All arrays are of one length; `x` ascends. */
export interface CurveBand {
  readonly label: string;
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface CurveExtent {
  readonly x: readonly [least: number, greatest: number];
  readonly y: readonly [least: number, greatest: number];
}

/** The least rectangle that holds all curves; undefined where there is no value at all. */
export function curveExtent(curves: readonly Curve[]): CurveExtent | undefined {
  const points = curves.flatMap(({ x, y }) =>
    x.flatMap((at, i) => (Number.isFinite(y[i]) ? [[at, y[i] ?? Number.NaN] as const] : [])),
  );
  if (points.length === 0) return undefined;
  const ends = (values: readonly number[]) =>
    values.reduce(
      ([least, greatest], value) => [Math.min(least, value), Math.max(greatest, value)] as const,
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as readonly [number, number],
    );
  return { x: ends(points.map(([x]) => x)), y: ends(points.map(([, y]) => y)) };
}

/** An SVG path through a curve in a box of `width` × `height`, y upwards; a lone point is a dash of one unit. */
export function curvePath({ x, y }: Curve, extent: CurveExtent, width: number, height: number): string {
  const place = (value: number, [least, greatest]: readonly [number, number], size: number) =>
    greatest > least ? (size * (value - least)) / (greatest - least) : size / 2;
  const pieces: string[] = [];
  let isOpen = false;
  x.forEach((at, i) => {
    const value = y[i] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      isOpen = false;
      return;
    }
    const px = place(at, extent.x, width).toFixed(2);
    const py = (height - place(value, extent.y, height)).toFixed(2);
    pieces.push(`${isOpen ? 'L' : 'M'}${px} ${py}`);
    const isLone = !isOpen && !Number.isFinite(y[i + 1]);
    if (isLone) pieces.push('h1');
    isOpen = true;
  });
  return pieces.join('');
}

/** An SVG path around a band: along its upper edge and back along the lower; rows that lack one are left out. */
export function bandPath(
  { x, low, high }: CurveBand,
  extent: CurveExtent,
  width: number,
  height: number,
): string {
  const known = x.map((_, i) => i).filter((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]));
  const along = (y: readonly number[], order: readonly number[]) => ({
    label: '',
    x: order.map((i) => x[i] ?? Number.NaN),
    y: order.map((i) => y[i] ?? Number.NaN),
  });
  if (known.length < 2) return '';
  const there = curvePath(along(high, known), extent, width, height);
  const back = curvePath(along(low, known.toReversed()), extent, width, height);
  return `${there}${back.replace('M', 'L')}Z`;
}
