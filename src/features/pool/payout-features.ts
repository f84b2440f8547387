import type { FeatureDefinition, FeatureInput } from '../definition.ts';
import { movingVariation } from '../operators/moving-moments.ts';
import { movingSum } from '../operators/moving-sum.ts';
import { composed, input, perRow } from '../operators/row-wise.ts';

const DAY_MS = 86_400_000;

const outside = (series: string): FeatureInput => ({ from: 'outside', series });
const POOL = {
  group: 'pool',
  entity: 'pool',
  step: 'day',
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** How a pool pays: of the owner's account there, day by day. */
export const PAYOUT_FEATURES: readonly FeatureDefinition[] = [
  {
    ...POOL,
    name: 'reward_stability',
    unit: '',
    formula:
      '1 − standard deviation ÷ mean of the daily credits of 30 days, not below 0: 1 is the same every day.',
    source: 'Coefficient of variation.',
    inputs: [outside('creditedPerDay')],
    windowMs: 30 * DAY_MS,
    range: [0, 1],
    evaluator: composed(
      perRow((variation: number) => Math.max(0, 1 - variation)),
      movingVariation({ windowMs: 30 * DAY_MS, atLeast: 0.3 }),
    ),
  },
  {
    ...POOL,
    name: 'time_to_reward',
    unit: 'd',
    formula:
      '(least sum that is paid out − balance) ÷ mean daily credit of 30 days, not below 0: days until the next payout is due.',
    source: 'Definition.',
    inputs: [outside('minPayout'), outside('balance'), outside('creditedPerDay')],
    windowMs: 30 * DAY_MS,
    range: [0, 36_500],
    evaluator: composed(
      perRow((least: number, balance: number, credited: number, days: number) => {
        const perDay = credited / days;
        return perDay > 0 ? Math.max(0, least - balance) / perDay : Number.NaN;
      }),
      input(0),
      input(1),
      composed(movingSum({ windowMs: 30 * DAY_MS, atLeast: 0.1 }), input(2)),
      composed(
        movingSum({ windowMs: 30 * DAY_MS, atLeast: 0.1 }),
        perRow((_: number, __: number, credited: number) => (Number.isNaN(credited) ? Number.NaN : 1)),
      ),
    ),
  },
  {
    ...POOL,
    name: 'payout_reliability',
    unit: '',
    formula: '(payouts that came in time + ½) ÷ (payouts that were due + 1), of 90 days.',
    source: 'Jeffreys’ prior for a proportion (Brown, Cai & DasGupta 2001).',
    inputs: [outside('payoutsInTime'), outside('payoutsDue')],
    windowMs: 90 * DAY_MS,
    range: [0, 1],
    evaluator: composed(
      perRow((inTime: number, due: number) =>
        due > 0 ? (Math.min(inTime, due) + 0.5) / (due + 1) : Number.NaN,
      ),
      composed(movingSum({ windowMs: 90 * DAY_MS, atLeast: 0.01 }), input(0)),
      composed(movingSum({ windowMs: 90 * DAY_MS, atLeast: 0.01 }), input(1)),
    ),
  },
];
