import { fTail } from '../f-distribution.ts';
import { median } from '../ranks.ts';
import { momentsOf } from './moments.ts';

export interface Levene {
  readonly w: number;
  readonly p: number;
}

/**
 * Do samples vary equally? Levene's test with distances from the median (Brown & Forsythe, Journal of the American
 * Statistical Association 69, 1974), which holds its level for skewed values, too. Missing values (NaN) are left out.
 *
 * NaN for fewer than two samples, where one is empty, where no sample has a second value, and where all distances are
 * the same. Agrees with SciPy's `levene(center='median')`.
 */
export function levene(...samples: readonly ArrayLike<number>[]): Levene {
  const groups = samples.map((sample) => {
    const centre = median(sample);
    return momentsOf(Float64Array.from(sample, (value) => Math.abs(value - centre)));
  });
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const mean = groups.reduce((sum, group) => sum + group.count * group.mean, 0) / all;
  let between = 0;
  let within = 0;
  for (const group of groups) {
    between += group.count * (group.mean - mean) ** 2;
    within += group.squares;
  }
  const [d1, d2] = [groups.length - 1, all - groups.length];
  if (!(d1 > 0 && d2 > 0 && between + within > 0)) return { w: Number.NaN, p: Number.NaN };
  const w = between / d1 / (within / d2);
  return { w, p: fTail(w, d1, d2) };
}
