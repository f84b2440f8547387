import { gammaQ } from '../incomplete-gamma.ts';

export interface ChiSquareTest {
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
}

/**
 * Pearson's test of observed counts against expected ones: χ² = Σ (o − e)²/e with one degree of freedom fewer than
 * classes, less `fitted` for parameters that were fitted to the counts. Near enough where at least 5 are expected in
 * each class. p is NaN where no degree of freedom is left. Agrees with SciPy's `chisquare`.
 *
 * @throws RangeError where the lengths differ, or a count that is expected is not above 0
 */
export function chiSquareTest(
  observed: ArrayLike<number>,
  expected: ArrayLike<number>,
  fitted = 0,
): ChiSquareTest {
  if (observed.length !== expected.length)
    throw new RangeError(`${observed.length} classes beside ${expected.length}`);
  let chiSquare = 0;
  for (let at = 0; at < expected.length; at++) {
    const e = expected[at] ?? Number.NaN;
    if (!(e > 0)) throw new RangeError(`the expected count at ${at} is not above 0`);
    chiSquare += ((observed[at] ?? Number.NaN) - e) ** 2 / e;
  }
  const degrees = expected.length - 1 - fitted;
  return { chiSquare, degrees, p: gammaQ(degrees / 2, chiSquare / 2) };
}
