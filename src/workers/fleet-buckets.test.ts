import { expect, test } from 'vitest';
import type { Buckets, GaugeBuckets } from '../domain/buckets.ts';
import { fleetBuckets } from './fleet-buckets.ts';

function gauge(means: readonly number[]): GaugeBuckets {
  const column = Float64Array.from(means);
  const count = column.map((mean) => (Number.isNaN(mean) ? 0 : 2));
  const sum = column.map((mean) => (Number.isNaN(mean) ? 0 : 2 * mean));
  return { kind: 'gauge', count, sum, min: column, max: column, last: column, m2: column.map(() => 0) };
}
function miner(atMs: readonly number[], series: Buckets['series']): Buckets {
  const times = Float64Array.from(atMs);
  return { atMs: times, rows: times.map(() => 2), firstAtMs: times, lastAtMs: times, series };
}
const lastOf = ({ series }: Buckets, name: 'powerW' | 'hashrateHs') => [...(series[name]?.last ?? [])];

test('the fleet does what its miners do together, where any of them was heard', () => {
  const fleet = fleetBuckets(
    [miner([0, 10], { hashrateHs: gauge([1, 2]) }), miner([10, 20], { hashrateHs: gauge([5, 7]) })],
    ['hashrateHs'],
  );
  expect([...fleet.atMs]).toEqual([0, 10, 20]);
  expect(lastOf(fleet, 'hashrateHs')).toEqual([1, 7, 7]);
});

test('what the plug says of power counts before what the miner says', () => {
  const fleet = fleetBuckets(
    [
      miner([0, 10], { powerW: gauge([100, 100]), wallPowerW: gauge([130, Number.NaN]) }),
      miner([0], { powerW: gauge([20]) }),
    ],
    ['powerW'],
  );
  expect(lastOf(fleet, 'powerW')).toEqual([150, 100]);
});

test('an hour in which nobody told a rate is open, not 0', () => {
  const fleet = fleetBuckets([miner([0], { powerW: gauge([5]) })], ['hashrateHs']);
  expect(lastOf(fleet, 'hashrateHs')).toEqual([Number.NaN]);
});
