import { mean } from '../mean.ts';
import { RealFourierTransform } from './real-fourier-transform.ts';

/** Power of a series by frequency: the densities, each times the width of a step of frequency, sum to its variance. */
export interface PowerSpectrum {
  /** Cycles in the unit of time, 0 … rate/2. */
  readonly frequency: Float64Array;
  /** One-sided: (unit of the series)² per unit of frequency. */
  readonly density: Float64Array;
}

/**
 * The periodogram of evenly spaced values, their mean taken off: 2·|X[k]|²/(rate·N), not doubled at 0 and at rate/2
 * (Schuster 1898). Agrees with SciPy's `signal.periodogram` (one-sided density, constant detrend).
 *
 * @param rate samples in a unit of time: with 60 an hour, frequencies are cycles an hour.
 * @param transform a plan for this length, where many series of it are looked at.
 * @returns all NaN where a value is not finite: fill gaps first.
 * @throws RangeError for an empty series.
 */
export function periodogram(
  series: ArrayLike<number>,
  rate = 1,
  transform = new RealFourierTransform(series.length),
): PowerSpectrum {
  const window = new Float64Array(series.length).fill(1);
  const density = new Float64Array(Math.floor(series.length / 2) + 1);
  addSegment(density, series, 0, window, transform);
  return { frequency: frequencies(series.length, rate), density: scaled(density, window, rate, 1) };
}

/**
 * Welch's estimate (IEEE Trans. Audio Electroacoust. 15, 1967): the mean of the periodograms of segments that overlap
 * by half, each without its mean and under a periodic Hann window. Steadier than {@link periodogram}, and coarser.
 * Agrees with SciPy's `signal.welch`; a segment longer than the series is cut to it, as there.
 *
 * @param segment values in a segment.
 * @param rate samples in a unit of time.
 * @returns all NaN where a value is not finite: fill gaps first.
 * @throws RangeError for an empty series or segment.
 */
export function welchSpectrum(series: ArrayLike<number>, segment = 256, rate = 1): PowerSpectrum {
  const length = Math.min(segment, series.length);
  const transform = new RealFourierTransform(length);
  const window = hann(length);
  const density = new Float64Array(Math.floor(length / 2) + 1);
  const stride = length - Math.floor(length / 2);
  let segments = 0;
  for (let start = 0; start + length <= series.length; start += stride) {
    addSegment(density, series, start, window, transform);
    segments++;
  }
  return { frequency: frequencies(length, rate), density: scaled(density, window, rate, segments) };
}

/**
 * Length of the strongest cycle, in the unit of time that the spectrum's frequencies are of; NaN where there is no
 * power at any frequency above 0.
 */
export function peakPeriod({ frequency, density }: PowerSpectrum): number {
  let peak = 0;
  for (let k = 1; k < density.length; k++) {
    if ((density[k] ?? 0) > (peak === 0 ? 0 : (density[peak] ?? 0))) peak = k;
  }
  return peak === 0 ? Number.NaN : 1 / (frequency[peak] ?? Number.NaN);
}

/** The Hann window ½ − ½·cos(2πn/N), periodic: the form for spectra. */
function hann(length: number): Float64Array {
  if (length === 1) return Float64Array.of(1);
  return Float64Array.from({ length }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));
}

function frequencies(length: number, rate: number): Float64Array {
  const frequency = new Float64Array(Math.floor(length / 2) + 1);
  for (let k = 0; k < frequency.length; k++) frequency[k] = (k * rate) / length;
  return frequency;
}

/** Adds |X[k]|² of the segment at `start`, without its mean and under the window. */
function addSegment(
  density: Float64Array,
  series: ArrayLike<number>,
  start: number,
  window: Float64Array,
  transform: RealFourierTransform,
): void {
  const length = window.length;
  const level = mean(series, start, start + length);
  const shaped = new Float64Array(length);
  for (let n = 0; n < length; n++) {
    shaped[n] = ((series[start + n] ?? Number.NaN) - level) * (window[n] ?? 0);
  }
  const { re, im } = transform.of(shaped);
  for (let k = 0; k < density.length; k++) {
    density[k] = (density[k] ?? 0) + (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
  }
}

function scaled(density: Float64Array, window: Float64Array, rate: number, segments: number): Float64Array {
  let windowPower = 0;
  for (const weight of window) windowPower += weight * weight;
  const once = 1 / (rate * windowPower * segments);
  // Only 0 and, where there is one in the middle, rate/2 stand for a single frequency.
  const doubled = window.length % 2 === 0 ? density.length - 1 : density.length;
  for (let k = 0; k < density.length; k++) {
    density[k] = (density[k] ?? 0) * (k > 0 && k < doubled ? 2 * once : once);
  }
  return density;
}
