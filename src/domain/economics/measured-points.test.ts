import { expect, test } from 'vitest';
import { measuredPoints } from './measured-points.ts';

const MINUTE = 60_000;

/** A row a minute: clock, rate in TH/s, power. */
function columns(rows: readonly (readonly [mhz: number, ths: number, watts: number])[]) {
  return {
    atMs: Float64Array.from(rows, (_, i) => i * MINUTE),
    values: {
      frequencyMhz: Float64Array.from(rows, ([mhz]) => mhz),
      hashrateHs: Float64Array.from(rows, ([, ths]) => ths * 1e12),
      powerW: Float64Array.from(rows, ([, , watts]) => watts),
    },
  };
}
const minutes = (count: number, row: readonly [number, number, number]) =>
  Array.from({ length: count }, () => row);

test('an hour and more at a clock is a point: means of its time, the lowest clock first', () => {
  const past = columns([
    ...minutes(70, [525, 1.2, 18]),
    ...minutes(40, [400, 0.9, 12]),
    ...minutes(40, [401, 0.92, 12.4]),
  ]);
  const [slow, usual] = measuredPoints(past, { power: 'powerW' });
  expect(slow?.hours).toBeCloseTo(78 / 60, 9);
  expect(slow?.frequencyMhz).toBeCloseTo(400.5, 1);
  expect(slow?.hashrateHs).toBeCloseTo(0.91e12, -9);
  expect(slow?.powerW).toBeCloseTo(12.2, 1);
  expect(usual).toMatchObject({ frequencyMhz: 525, hashrateHs: 1.2e12 });
  expect(usual?.powerW).toBeCloseTo(18, 9);
});

test('the minutes in which the clock changes are of neither clock', () => {
  const past = columns([...minutes(70, [400, 0.9, 12]), [525, 5, 500], ...minutes(70, [400, 0.9, 12])]);
  expect(measuredPoints(past, { power: 'powerW', leastHours: 0 })).toMatchObject([
    { frequencyMhz: 400, powerW: expect.closeTo(12, 9) },
  ]);
});

test('what stood still, said nothing, or was too short is no point', () => {
  expect(measuredPoints(columns(minutes(50, [525, 1.2, 18])), { power: 'powerW' })).toEqual([]);
  expect(measuredPoints(columns(minutes(90, [525, 0, 3])), { power: 'powerW' })).toEqual([]);
  expect(measuredPoints(columns(minutes(90, [525, 1.2, Number.NaN])), { power: 'powerW' })).toEqual([]);
  expect(measuredPoints(columns(minutes(90, [Number.NaN, 1.2, 18])), { power: 'powerW' })).toEqual([]);
  expect(measuredPoints(columns(minutes(90, [525, 1.2, 18])), { power: 'wallPowerW' })).toEqual([]);
});

test('a gap in the record counts for nothing', () => {
  const past = columns(minutes(90, [525, 1.2, 18]));
  past.atMs.set(past.atMs.map((at, i) => (i < 45 ? at : at + 100 * 60 * MINUTE)));
  expect(measuredPoints(past, { power: 'powerW' })[0]?.hours).toBeCloseTo((88 + 4) / 60, 9);
});
