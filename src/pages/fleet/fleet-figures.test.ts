import { expect, test } from 'vitest';
import { FAKE_MINERS } from '../../../tests/preview/fake-miners.ts';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { fleetFigures } from './fleet-figures.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const rateOf = (id: string) => FAKE_MINERS.find((miner) => miner.id === id)?.rateHs ?? Number.NaN;
const allRates = FAKE_MINERS.reduce((sum, miner) => sum + miner.rateHs, 0);

test('the fleet hashes what its live miners hash', () => {
  const figures = fleetFigures(fakeView('fine', nowMs), nowMs);
  expect(figures.hashrateHs).toBeCloseTo(allRates, -6);
  expect(figures.counted).toBe(6);
  expect(figures.powerBasis).toBe('mixed');
});

test('a stale miner adds nothing to any figure and is said to be left out', () => {
  const figures = fleetFigures(fakeView('stale', nowMs), nowMs);
  expect(figures.hashrateHs).toBeCloseTo(allRates - rateOf('c3'), -6);
  expect(figures.leftOut).toBe(1);
});

test('a miner that claims a rate and finds nothing is not counted as hashing', () => {
  const figures = fleetFigures(fakeView('silent-death', nowMs), nowMs);
  expect(figures.hashrateHs).toBeCloseTo(allRates - rateOf('a1'), -6);
  expect(figures.silent).toEqual(['Kitchen Gamma']);
  // It draws power all the same, but its joules make no hashes.
  expect(figures.powerOf).toBe(6);
  expect(figures.efficiency?.of).toBe(5);
});

test('when nobody answers, the last known figures are marked as aged', () => {
  const figures = fleetFigures(fakeView('lost-all', nowMs), nowMs);
  expect(figures.aged).toBe(true);
  expect(figures.atMs).toBe(nowMs - 47 * 60_000);
});

test('what no miner tells is absent, not zero', () => {
  const view = fakeView('fine', nowMs);
  const mute: FleetView = {
    ...view,
    miners: view.miners.map(({ reading, hashrate10mHs, ...rest }) => ({
      ...rest,
      reading: reading && {
        ...reading,
        hashrateHs: undefined,
        powerW: undefined,
        tempChipMaxC: undefined,
        tempVrC: undefined,
      },
    })),
  };
  const figures = fleetFigures(mute, nowMs);
  expect([figures.hashrateHs, figures.powerW, figures.efficiency, figures.hottestChip]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('miners of another algorithm are not added to the rate', () => {
  const view = fakeView('fine', nowMs);
  const mixed: FleetView = {
    ...view,
    miners: view.miners.map((miner) =>
      miner.miner.id === 'e5'
        ? {
            ...miner,
            miner: { ...miner.miner, identity: { ...miner.miner.identity, algorithm: 'scrypt' } },
          }
        : miner,
    ),
  };
  const figures = fleetFigures(mixed, nowMs);
  expect(figures.hashrateHs).toBeCloseTo(allRates - rateOf('e5'), -6);
  expect(figures.leftOut).toBe(1);
});

test('the hottest chip is named', () => {
  expect(fleetFigures(fakeView('fine', nowMs), nowMs).hottestChip?.name).toBe('Bathroom Nano');
});

test('what is worked out adds its band to the fleet’s power and energy a hash, in full', () => {
  const view = fakeView('fine', nowMs);
  const read = {
    kind: 'worked-out',
    readings: 1,
    loads: 0,
    wallW: 24,
    deviceW: 18,
    readAtMs: nowMs,
  } as const;
  const worked: FleetView = {
    ...view,
    miners: view.miners.map((miner) => ({ ...miner, wall: { powerW: 24, bandW: 0.6, source: read } })),
  };
  expect(fleetFigures(worked, nowMs).powerBandW).toBeCloseTo(6 * 0.6, 9);
  expect(fleetFigures(worked, nowMs).efficiency?.bandW).toBeCloseTo(6 * 0.6, 9);
  const mixed = { ...worked, miners: [...worked.miners.slice(1), ...view.miners.slice(0, 1)] };
  expect(fleetFigures(mixed, nowMs).powerBandW).toBe(0);
});
