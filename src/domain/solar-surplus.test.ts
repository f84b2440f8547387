import { describe, expect, test } from 'vitest';
import type { Reading } from './reading.ts';
import { solarSurplusW } from './solar-surplus.ts';
import type { MeterView, WallMeter } from './wall-meter.ts';

const NOW_MS = Date.UTC(2026, 5, 7, 12);

function meter(
  powerW: number | undefined,
  kind: WallMeter['role']['kind'] = 'grid',
  ageMs = 5_000,
): MeterView {
  return {
    meter: {
      id: 'm',
      kind: 'shelly-gen2',
      address: { host: '192.168.1.9', port: 80 },
      partId: 'em:0',
      name: 'House',
      role: { kind, minerIds: [] },
      offers: ['power'],
      addedAtMs: 0,
    },
    part: { id: 'em:0', offers: ['power'], powerW },
    answeredAtMs: NOW_MS - ageMs,
  };
}

const reading = (powerW: number | undefined): Reading => ({
  atMs: NOW_MS,
  powerW,
  fans: [],
  shares: {},
  boards: [],
  pools: [],
  faults: [],
  oddities: [],
});
const hashing = (powerW: number | undefined) => ({ state: 'hashing', reading: reading(powerW) }) as const;
const surplus = (meters: readonly MeterView[], ...miners: readonly ReturnType<typeof hashing>[]) =>
  solarSurplusW({ meters, miners }, NOW_MS);

describe('the solar surplus of a house', () => {
  test('is what would go to the grid without its miners', () => {
    expect(surplus([meter(-500)], hashing(1000))).toBe(1500);
    expect(surplus([meter(300)], hashing(1000))).toBe(700);
    expect(surplus([meter(2000)], hashing(1000))).toBe(0);
    expect(surplus([meter(-500), meter(200)])).toBe(300);
  });

  test('counts what a plug measures before what a miner says', () => {
    const miner = { ...hashing(1000), wall: { powerW: 1100 } };
    expect(solarSurplusW({ meters: [meter(-500)], miners: [miner] }, NOW_MS)).toBe(1600);
  });

  test('is not known without a meter at the grid, from a silent one, or beside a miner that tells no power', () => {
    expect(surplus([meter(-500, 'power')], hashing(1000))).toBeUndefined();
    expect(surplus([meter(-500, 'grid', 120_000)])).toBeUndefined();
    expect(surplus([meter(undefined)])).toBeUndefined();
    expect(surplus([meter(-500)], hashing(undefined))).toBeUndefined();
  });

  test('counts a miner that has long been out of reach for nothing', () => {
    const lost = { state: 'lost', reading: reading(3000) } as const;
    expect(solarSurplusW({ meters: [meter(-500)], miners: [lost] }, NOW_MS)).toBe(500);
  });
});
