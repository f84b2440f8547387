import { expect, test } from 'vitest';
import { householdOf, pointsTold } from '../../../tests/support/household.ts';
import { minerAtPool } from '../../../tests/support/miner-at-pool.ts';
import { fleetTold } from './fleet-told.ts';

const AT_MS = Date.UTC(2026, 10, 21, 14);

/** Miners that hash, with the circuits they hang on. */
function share(all: readonly (readonly [circuit: string | undefined, hashrateHs: number])[]) {
  const views = all.map(([circuit, hashrateHs], i) => {
    const { miner, reading } = minerAtPool(`m${i}`, AT_MS, { url: 'stratum+tcp://pool.example:3333' });
    if (!reading) throw new Error('no reading');
    return { miner: { ...miner, purchase: { circuit } }, reading: { ...reading, hashrateHs } };
  });
  const snapshots = views.map(({ miner, reading }, i) => {
    const snapshot = { minerId: miner.id, identity: miner.identity, answeredAtMs: AT_MS + i, reading };
    return [miner.id, snapshot] as const;
  });
  const house = householdOf({ miners: views.map(({ miner }) => miner), snapshots: new Map(snapshots) });
  return pointsTold(fleetTold(house).largestCircuitShare);
}

test('what goes out with one breaker is told of the fleet’s rate since its last miner has answered', () => {
  const all = [
    ['Garage', 60],
    ['garage', 20],
    ['Kitchen', 20],
  ] as const;
  expect(share(all)).toEqual([[AT_MS + 2, 0.8, AT_MS + 2]]);
});

test('where it is not said of one miner that hashes, the share is not known; one that rests does not matter', () => {
  expect(
    share([
      ['Garage', 60],
      [undefined, 20],
    ]),
  ).toEqual([]);
  expect(
    share([
      ['Garage', 60],
      [undefined, 0],
    ]),
  ).toEqual([[AT_MS, 1, AT_MS]]);
});
