import { describe, expect, it } from 'vitest';
import { byPlace, checkCases, steady } from '../../../tests/support/feature-cases.ts';
import { streamed } from '../../../tests/support/feature-stream.ts';
import { levelShifts } from '../operators/level-shifts.ts';
import { RHYTHM_FEATURES } from './rhythm-features.ts';

const T = 1e12;
const sine = (hour: number, period: number) => Math.sin((2 * Math.PI * hour) / period);
/** 13 days at 100, but 124 in the last hour of each day: 101 on the mean of any day. */
const evening = (last = 0) =>
  byPlace(312, (hour) => (hour % 24 === 23 ? 124 : 100) + (hour === 311 ? last : 0));
/** Noise that is the same in every engine, ±0.3 %. */
const noisy = (hour: number) => 1 + 0.003 * Math.sin(hour * 12.9898);

checkCases(RHYTHM_FEATURES, [
  {
    feature: 'hashrate_daily_cycle_strength',
    given: 'a week that follows the day',
    inputs: [byPlace(168, (hour) => (100 + 3 * sine(hour + 5, 24)) * T)],
    is: 1,
  },
  {
    feature: 'hashrate_weekly_cycle_strength',
    given: 'four weeks that follow the week, and the day as much',
    inputs: [byPlace(672, (hour) => (100 + 3 * sine(hour, 168) + 3 * sine(hour, 24)) * T)],
    is: 0.5,
  },
  {
    feature: 'chip_temp_daily_cycle_strength',
    given: 'a week that follows half the day instead',
    inputs: [byPlace(168, (hour) => 60 + sine(hour, 12))],
    is: 0,
  },
  {
    feature: 'chip_temp_daily_cycle_strength',
    given: 'a week that is always the same',
    inputs: [steady(168, 60)],
    is: Number.NaN,
  },
  {
    feature: 'hashrate_trend_th_s',
    given: 'evenings of 124 TH/s',
    inputs: [evening().map((v) => v * T)],
    is: 101,
  },
  {
    feature: 'hashrate_season_th_s',
    given: 'evenings of 124 TH/s',
    inputs: [evening().map((v) => v * T)],
    is: 23,
  },
  {
    feature: 'hashrate_residual_th_s',
    given: 'a last evening that has 7 TH/s more',
    inputs: [evening(7).map((v) => v * T)],
    // Of the 7 the trend takes a 168th, and the season a seventh of the rest.
    is: (7 - 7 / 168) * (6 / 7),
  },
  { feature: 'chip_temp_trend_c', given: 'evenings that are warmer', inputs: [evening()], is: 101 },
  { feature: 'chip_temp_season_k', given: 'evenings that are warmer', inputs: [evening()], is: 23 },
  { feature: 'chip_temp_residual_k', given: 'evenings that are all as warm', inputs: [evening()], is: 0 },
  {
    feature: 'hashrate_change_points_7d',
    given: 'a week with a drop by a fifth',
    inputs: [byPlace(192, (hour) => (hour < 100 ? 1 : 0.8) * noisy(hour) * T)],
    is: 1,
  },
  {
    feature: 'hashrate_change_points_7d',
    given: 'a week with a drop, a silence and a return',
    inputs: [
      byPlace(192, (hour) =>
        hour > 60 && hour < 70 ? Number.NaN : (hour > 90 && hour < 130 ? 0.8 : 1) * noisy(hour) * T,
      ),
    ],
    is: 2,
  },
  {
    feature: 'hashrate_change_points_7d',
    given: 'a week at one level',
    inputs: [byPlace(192, (hour) => noisy(hour) * T)],
    is: 0,
  },
]);

describe('changes of level', () => {
  const options = { windowMs: 8, atLeast: 0.5, leastMs: 2, everyMs: 4, leastNoise: 0.01 };
  const given = [5, 5, 5, 5, 9, 9, 9, 9, 9, 9, 9, 9];

  it('are looked for at the end of every fourth row, and stand until the next', () => {
    const found = streamed(levelShifts(options), [given], { stepMs: 1 });
    expect(found.slice(0, 3).every(Number.isNaN)).toBe(true);
    expect(found.slice(3)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0]);
  });

  it('are the same when they are handed over row by row, and when looking begins later', () => {
    const whole = streamed(levelShifts(options), [given], { stepMs: 1 });
    expect(streamed(levelShifts(options), [given], { stepMs: 1, chunks: [1, 5] })).toEqual(whole);
    const late = streamed(levelShifts(options), [given.slice(1)], { stepMs: 1, startMs: 1 });
    expect(late.slice(10)).toEqual(whole.slice(11));
  });

  it('are not told of half a window', () => {
    const holes = given.map((value, i) => (i % 3 === 0 ? value : Number.NaN));
    expect(streamed(levelShifts(options), [holes], { stepMs: 1 }).every(Number.isNaN)).toBe(true);
  });
});
