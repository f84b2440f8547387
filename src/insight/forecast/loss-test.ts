import { dieboldMariano } from '../../numerics/diebold-mariano.ts';
import { studentTail } from '../../numerics/student-t.ts';

/**
 * p that a model misses no less than a rule: Diebold and Mariano's test, one-sided. An origin at which either loss is missing
 * (NaN) is filled with the mean difference, so that the others keep their distance in time, and the statistic shrunk to what
 * those that are there can tell: a mean of m of n has m/n times the precision that n would give it.
 *
 * @param lossesModel by origin @param overlap origins on that a forecast has come true: h
 * @returns NaN where the test says nothing
 */
export function beatsRuleP(
  lossesModel: ArrayLike<number>,
  lossesRule: ArrayLike<number>,
  overlap: number,
): number {
  const d = Float64Array.from(lossesModel, (loss, at) => loss - (lossesRule[at] ?? Number.NaN));
  const present = d.filter((difference) => !Number.isNaN(difference));
  if (present.length < 2) return Number.NaN;
  const mean = present.reduce((sum, each) => sum + each, 0) / present.length;
  const filled = d.map((difference) => (Number.isNaN(difference) ? mean : difference));
  const { statistic } = dieboldMariano(filled, new Float64Array(filled.length), overlap);
  return studentTail((-statistic * present.length) / d.length, present.length - 1);
}
