import { describe, expect, it } from 'vitest';
import { pastHours } from './past-hours.ts';
import { policyState } from './policy-state.ts';

const SETTINGS = [
  { hashrateHs: 0, powerW: 10 },
  { hashrateHs: 70e12, powerW: 1_800 },
  { hashrateHs: 100e12, powerW: 3_000 },
  { hashrateHs: 110e12, powerW: 3_600 },
];
const MINER = { settings: SETTINGS, usual: 2, current: 2, hoursSinceChange: 5 };

function hours(change: (price: number, hour: number) => number = (price) => price, money = 1) {
  const count = 24 * 20;
  return pastHours({
    startMs: Date.UTC(2024, 0, 31, 23),
    timeZone: 'Europe/Stockholm',
    pricePerKwh: Float64Array.from(
      { length: count },
      (_, hour) => money * change(0.08 + 0.05 * Math.sin(hour / 3), hour),
    ),
    earnedPerThDay: Float64Array.from({ length: count }, (_, hour) => money * (0.07 + hour * 1e-5)),
  });
}

describe('the state of a policy', () => {
  it('is the same in every currency', () => {
    const [euro, yen] = [hours(), hours(undefined, 160)].map((each) => policyState(each, 300, MINER));
    euro?.forEach((figure, at) => {
      expect(yen?.[at]).toBeCloseTo(figure, 6);
    });
  });

  it('knows nothing that is not published when the hour begins', () => {
    for (const hour of [240, 250, 253, 254, 263]) {
      const told = hours();
      const until = told.knownUntil[hour] ?? 0;
      const other = hours((price, at) => (at >= until ? 9 : price));
      expect(policyState(other, hour, MINER)).toEqual(policyState(told, hour, MINER));
      const known = hours((price, at) => (at === Math.min(until - 1, hour + 23) ? 9 : price));
      expect(policyState(known, hour, MINER)).not.toEqual(policyState(told, hour, MINER));
    }
  });

  it('has the next day from 13:00 on', () => {
    const { knownUntil } = hours();
    expect(knownUntil[240 + 12]).toBe(264);
    expect(knownUntil[240 + 13]).toBe(288);
  });

  it('is above 0 in its first figure where the hour pays', () => {
    const dear = hours((price, hour) => (hour === 300 ? 0.5 : price));
    expect(policyState(dear, 300, MINER)[0]).toBeLessThan(0);
    const free = hours((price, hour) => (hour === 300 ? 0 : price));
    expect(policyState(free, 300, MINER)[0]).toBeGreaterThan(0);
  });
});
