import { type Check, checked } from '../../support/suite-report.ts';
import { brierOf, calibrationOf } from './calibration.ts';
import type { ForetoldWithin } from './foretold.ts';

/** What issue 7 promises of chances: as steep as what comes. */
const SLOPE = { least: 0.9, most: 1.1 };
/** Homes from which on the slope itself is held; of fewer its interval must reach there. */
const ENOUGH_HOMES = 100;
/** Of a chance that is told as an alarm. */
const LIKELY = 0.5;

/** Are chances of a trip better than the mean rate, known beforehand, and as steep as what comes? */
export function foretoldChecks(
  rows: readonly ForetoldWithin[],
  homes: number,
  figures: Record<string, number>,
): readonly Check[] {
  if (rows.length === 0) return [];
  for (const within of [7, 30] as const) {
    const some = rows.filter(({ days }) => days === within);
    if (some.length === 0) continue;
    const came = some.filter(({ came: is }) => is).length;
    const { slope, slopeError } = calibrationOf(some);
    figures[`foretold for ${within} days: machine-weeks`] = some.length;
    figures[`foretold for ${within} days: trips or losses that came`] = came;
    figures[`foretold for ${within} days: said in sum`] = some.reduce((sum, { chance }) => sum + chance, 0);
    figures[`foretold for ${within} days: Brier score by the base rate’s`] = brierOf(some) / baseBrier(some);
    figures[`foretold for ${within} days: slope`] = slope;
    figures[`foretold for ${within} days: slope, standard error`] = slopeError;
    const likely = some.filter(({ chance }) => chance >= LIKELY);
    const right = likely.filter(({ came: is }) => is).length;
    if (likely.length > 0)
      figures[`foretold for ${within} days: of those said at 50 % or more that came (%)`] =
        (100 * right) / likely.length;
    if (came > 0)
      figures[`foretold for ${within} days: of those that came said at 50 % or more (%)`] =
        (100 * right) / came;
  }
  const { intercept, slope, slopeError } = calibrationOf(rows);
  const [low, high] = [slope - 1.96 * slopeError, slope + 1.96 * slopeError];
  figures['chances: intercept'] = intercept;
  figures['chances: slope, 95 % interval from'] = low;
  figures['chances: slope, 95 % interval to'] = high;
  const baseline = baseBrier(rows);
  return [
    checked({ name: 'Brier score of chances', value: brierOf(rows), baseline, atMost: baseline }),
    homes >= ENOUGH_HOMES
      ? checked({ name: 'slope of chances', value: slope, atLeast: SLOPE.least, atMost: SLOPE.most })
      : checked({
          name: 'slope of chances, as near to 1 as its 95 % interval allows',
          value: Math.min(high, Math.max(low, 1)),
          atLeast: SLOPE.least,
          atMost: SLOPE.most,
        }),
  ];
}

/** Of whoever says for everybody what came to all of them, each horizon for itself: known only afterwards. */
function baseBrier(rows: readonly ForetoldWithin[]): number {
  const rate = (within: number) => {
    const some = rows.filter(({ days }) => days === within);
    return some.filter(({ came }) => came).length / some.length;
  };
  const rates = new Map([7, 30].map((within) => [within, rate(within)]));
  return brierOf(rows.map((row) => ({ ...row, chance: rates.get(row.days) ?? 0 })));
}
