import { normalCdf } from '../../../src/numerics/normal.ts';

const WINDOW = 6400;
const STEP = 100;
/** Taken where all values of the window are the same. */
const LEAST_SD = 0.000001;

/**
 * The benchmark's own detector windowedGaussian (numenta/NAB `nab/detectors/gaussian/windowedGaussian_detector.py`): 1
 * less the tail of a normal distribution with mean and standard deviation of the values before. Published scores of it
 * are what the scorer is validated on.
 */
export function windowedGaussian(values: Float64Array): Float64Array {
  const scores = new Float64Array(values.length);
  let from = 0;
  let to = 0;
  let { mean, sd } = momentsOf(values.subarray(0, 0));
  // Distances from the first value keep their digits in sums.
  const [origin = 0] = values;
  let sum = 0;
  let squares = 0;
  for (const [row, value] of values.entries()) {
    scores[row] = row === 0 ? 0 : 1 - normalCdf(-Math.abs(value - mean) / sd);
    const isFull = to - from >= WINDOW;
    if (isFull && row + 1 - to < STEP) continue;
    if (isFull) from += STEP;
    to = row + 1;
    if (isFull) ({ mean, sd } = momentsOf(values.subarray(from, to)));
    else {
      sum += value - origin;
      squares += (value - origin) ** 2;
      mean = origin + sum / to;
      sd = Math.sqrt(Math.max(0, squares / to - (sum / to) ** 2)) || LEAST_SD;
    }
  }
  return scores;
}

function momentsOf(values: Float64Array): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, sd: Math.sqrt(variance) || LEAST_SD };
}
