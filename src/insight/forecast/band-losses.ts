import type { HorizonBand } from './horizon-bands.ts';

/** By origin, the mean absolute error over the steps of a band; NaN where none of them came. */
export function bandLosses(
  said: readonly Float64Array[],
  came: readonly Float64Array[],
  { fromStep, toStep }: HorizonBand,
): Float64Array {
  return Float64Array.from(came, (truth, place) => {
    let [sum, count] = [0, 0];
    for (let step = fromStep - 1; step < toStep; step++) {
      const size = Math.abs((said[place]?.[step] ?? Number.NaN) - (truth[step] ?? Number.NaN));
      if (Number.isNaN(size)) continue;
      sum += size;
      count += 1;
    }
    return count > 0 ? sum / count : Number.NaN;
  });
}

/** Mean of the losses that are there. */
export function lossOf(losses: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let place = 0; place < losses.length; place++) {
    const loss = losses[place] ?? Number.NaN;
    if (Number.isNaN(loss)) continue;
    sum += loss;
    count += 1;
  }
  return sum / count;
}

/** The steps of a band, origin after origin. */
export function stepsOfBand(
  byOrigin: readonly Float64Array[],
  { fromStep, toStep }: HorizonBand,
): Float64Array {
  const width = toStep - fromStep + 1;
  const all = new Float64Array(byOrigin.length * width).fill(Number.NaN);
  for (const [place, steps] of byOrigin.entries())
    all.set(steps.subarray(fromStep - 1, toStep), place * width);
  return all;
}
