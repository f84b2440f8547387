import { mean } from '../mean.ts';
import { quantileOfSorted } from '../quantile.ts';

/**
 * - `standard`: mean 0 and standard deviation (of n) 1.
 * - `min-max`: from 0 at the least to 1 at the greatest.
 * - `log`: sign(x)·ln(1 + |x|), then standard; for sizes over many powers of ten, of either sign.
 * - `robust`: median 0 and interquartile range 1; outliers do not move it.
 */
export type ScalerKind = 'standard' | 'min-max' | 'log' | 'robust';

/** How a column is brought to the size that a model was trained with: plain, to be stored with the model. */
export interface Scaler {
  readonly kind: ScalerKind;
  /** What is taken off and by what it is then divided; `spread` is never 0. */
  readonly parameters: { readonly centre: number; readonly spread: number };
}

/**
 * Learns a scaler from the training rows of a column, and from nothing else: scaling by what comes later would let a
 * model see it. Values that are not finite are left out. A column that never changes (but for rounding) has spread
 * 1, as in scikit-learn, and one without any value is left as it is.
 *
 * Agrees with scikit-learn's `StandardScaler`, `MinMaxScaler` and `RobustScaler`.
 */
export function fitScaler(kind: ScalerKind, training: ArrayLike<number>): Scaler {
  const known = Float64Array.from(training).filter(Number.isFinite);
  const { centre, spread } = known.length === 0 ? { centre: 0, spread: 1 } : FITS[kind](known);
  return { kind, parameters: { centre, spread: isSpread(spread, centre) ? spread : 1 } };
}

/** More than rounding leaves of equal values, and enough that dividing by it does not overflow. */
function isSpread(spread: number, centre: number): boolean {
  return spread > 8 * Number.EPSILON * Math.abs(centre) && spread > 1e-150;
}

/** One value at the scaler's size; NaN stays NaN. What lies outside of the training rows is not cut off. */
export function scaled(x: number, { kind, parameters: { centre, spread } }: Scaler): number {
  return ((kind === 'log' ? signedLog(x) : x) - centre) / spread;
}

/** The value that {@link scaled} made `z` of. */
export function unscaled(z: number, { kind, parameters: { centre, spread } }: Scaler): number {
  const x = z * spread + centre;
  return kind === 'log' ? Math.sign(x) * Math.expm1(Math.abs(x)) : x;
}

/** A whole column at the scaler's size. */
export function scaledColumn(column: ArrayLike<number>, scaler: Scaler): Float64Array {
  const sized = new Float64Array(column.length);
  for (let row = 0; row < sized.length; row++) sized[row] = scaled(column[row] ?? Number.NaN, scaler);
  return sized;
}

/** The column that {@link scaledColumn} made `column` of. */
export function unscaledColumn(column: ArrayLike<number>, scaler: Scaler): Float64Array {
  const original = new Float64Array(column.length);
  for (let row = 0; row < original.length; row++) original[row] = unscaled(column[row] ?? Number.NaN, scaler);
  return original;
}

type Parameters = Scaler['parameters'];

const FITS: Readonly<Record<ScalerKind, (known: Float64Array) => Parameters>> = {
  standard: meanAndDeviation,
  'min-max': (known) => {
    const least = known.reduce((found, x) => Math.min(found, x));
    const greatest = known.reduce((found, x) => Math.max(found, x));
    return { centre: least, spread: greatest - least };
  },
  log: (known) => meanAndDeviation(known.map(signedLog)),
  robust: (known) => {
    const sorted = known.toSorted();
    return {
      centre: quantileOfSorted(sorted, 0.5),
      spread: quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25),
    };
  },
};

function signedLog(x: number): number {
  return Math.sign(x) * Math.log1p(Math.abs(x));
}

function meanAndDeviation(known: Float64Array): Parameters {
  const centre = mean(known);
  let squares = 0;
  for (const x of known) squares += (x - centre) ** 2;
  return { centre, spread: Math.sqrt(squares / known.length) };
}
