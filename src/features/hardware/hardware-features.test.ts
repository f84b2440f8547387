import { expect, it } from 'vitest';
import { checkCases, type FeatureCase, steady } from '../../../tests/support/feature-cases.ts';
import { AGE_FEATURES } from './age-features.ts';
import { arrheniusFactor } from './arrhenius.ts';
import { SILICON_FEATURES } from './silicon-features.ts';

const NO = Number.NaN;
const DAY_MS = 86_400_000;
/** A row is known at its end. */
const START = { startMs: 20_000 * DAY_MS };

const row = (feature: string, given: string, inputs: readonly number[], is: number): FeatureCase => ({
  feature,
  given,
  inputs: inputs.map((value) => [value]),
  is,
  at: START,
});

/** Half a day of hours that are all alike. */
const halfDay = (feature: string, given: string, inputs: readonly number[], is: number): FeatureCase => ({
  feature,
  given,
  inputs: inputs.map((value) => steady(12, value)),
  is,
});

const T = 1e12;

checkCases(
  [...SILICON_FEATURES, ...AGE_FEATURES],
  [
    halfDay(
      'silicon_quality_score',
      'its model’s rate and clock on 1.1 V instead of 1.2',
      [1.2 * T, 500, 1.1, NO, NO, 1.2 * T, 500, 1_200],
      1.2 / 1.1,
    ),
    halfDay(
      'silicon_quality_score',
      'a fifth more clock on six per cent more volts',
      [1.44 * T, 600, 1.2 * 1.06, NO, NO, 1.2 * T, 500, 1_200],
      1,
    ),
    halfDay(
      'silicon_quality_score',
      'a tenth of its nonces wrong, and a twelfth of its cores out of work',
      [1.1 * T, 500, NO, 1.2, 10, 1.2 * T, 500, 1_200],
      (1.1 / 1.2) * 0.9,
    ),
    halfDay(
      'silicon_quality_score',
      'a model that nobody knows',
      [1.1 * T, 500, NO, 1.2, 10, NO, NO, NO],
      NO,
    ),
    row('overclock_headroom_percent', '40 of 50 K and 15 of 25 W', [65, NO, 25, 15, 75, 25], 25),
    row('overclock_headroom_percent', '40 of 50 K and 24 of 18 W', [65, 25, 20, 24, 75, 18], -25),
    row(
      'overclock_headroom_percent',
      'a board of which nobody knows the limit',
      [65, 25, 20, 24, 75, NO],
      NO,
    ),
    halfDay('efficiency_vs_rated', '22 W a terahash where 20 are promised', [22, 18, T, 3_500, 175 * T], 1.1),
    halfDay('efficiency_vs_rated', 'a device that hashes nothing', [22, 18, 0, 3_500, 175 * T], NO),
    row('age_days', 'a purchase nine days before', [START.startMs - 9 * DAY_MS], 10),
    row('warranty_days_left', 'a warranty that ends in 31 days', [START.startMs + 31 * DAY_MS], 30),
    row('warranty_days_left', 'a warranty that ended yesterday', [START.startMs], -1),
    {
      feature: 'running_hours',
      given: 'two days, one unseen, an hour, and a day whose counter bridged a silence',
      inputs: [[86_400, 86_400, NO, 3_600, 100_000]],
      is: 24 + 24 + 1 + 24,
    },
    row('ageing_factor', '60 °C', [60, 80], 1),
    {
      feature: 'wear_hours',
      given: 'two days at 60 °C and one of which nobody knows how warm it was',
      inputs: [
        [86_400, 86_400, 86_400],
        [60, NO, NO],
        [70, 60, NO],
      ],
      is: 48,
    },
    row('firmware_number', 'a version', [7], 7),
    row('firmware_age_days', 'a version seen first five days before', [START.startMs - 5 * DAY_MS], 6),
    {
      feature: 'firmware_changes_90d',
      given: 'three versions',
      inputs: [[1, 1, 2, 2, 2, 3]],
      is: 2,
    },
  ],
);

it('ten kelvins above 60 °C an hour wears as much as two, at 0.7 eV', () => {
  // 0.7 eV ÷ 8.617e-5 eV/K × (1/333.15 − 1/343.15) = 0.7105…, and e to that is 2.035.
  const factor = arrheniusFactor(70, { activationEv: 0.7, referenceC: 60 });
  expect(factor).toBeCloseTo(2.035, 3);
  expect(arrheniusFactor(50, { activationEv: 0.7, referenceC: 60 })).toBeLessThan(0.5);
});
