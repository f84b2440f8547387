import { describe, expect, test } from 'vitest';
import type { MinerView } from '../../domain/fleet-view.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { fleetPay } from './fleet-pay.ts';
import { verdict } from './verdict.ts';

const NOON = Date.UTC(2026, 0, 15, 12);

function view(name: string, change: Partial<MinerView> = {}, powerW: number | 'unknown' = 1000): MinerView {
  return {
    miner: {
      id: name,
      name,
      identity: { family: 'axeos', algorithm: 'sha256' },
      address: { host: '127.0.0.1', port: 80 },
      addedAtMs: 0,
    },
    state: 'hashing',
    reading: {
      atMs: NOON,
      powerW: powerW === 'unknown' ? undefined : powerW,
      fans: [],
      shares: {},
      boards: [],
      pools: [],
      faults: [],
      oddities: [],
    },
    hashrate10mHs: 100e12,
    spark: new Float64Array(60),
    feed: 'poll',
    ...change,
  };
}

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  tariff: {
    kind: 'time-of-use',
    basePerKwh: 0.1,
    periods: [{ fromMinute: 17 * 60, toMinute: 20 * 60, pricePerKwh: 0.3 }],
  },
  market: { hashpricePerPhPerDay: 48, poolFee: 0 },
};

describe('what a fleet earns today', () => {
  test('is the sum of its miners, exactly', () => {
    // 0.1 PH/s · 48 = 4.80; 24 kWh: 21 h · 0.10 + 3 h · 0.30 = 3.00. Net 1.80 each.
    const pay = fleetPay([view('a'), view('b')], settings, NOON, 'UTC');
    expect(pay.counted).toBe(2);
    expect(pay.revenue).toBeCloseTo(9.6, 9);
    expect(pay.powerCost).toBeCloseTo(6, 9);
    expect(pay.net).toBeCloseTo(3.6, 9);
    expect(pay.energyKwh).toBeCloseTo(48, 9);
  });

  test('may be off by as much as its power may, as a part of what that costs', () => {
    const source = {
      kind: 'worked-out',
      readings: 1,
      loads: 0,
      wallW: 1,
      deviceW: 1,
      readAtMs: NOON,
    } as const;
    const worked = view('a', { wall: { powerW: 1_000, bandW: 40, source } });
    const pay = fleetPay([worked, worked], settings, NOON, 'UTC');
    // 4 % of 3.00 a day each.
    expect(pay.costBand).toBeCloseTo(0.24, 9);
    // What a supply wastes that nobody has measured may be anything: so may the sum.
    const mixed = fleetPay([worked, view('b')], settings, NOON, 'UTC');
    expect(mixed.costBand).toBe(0);
    expect(mixed.miners.map(({ costBand }) => costBand)).toEqual([expect.closeTo(0.12, 9), 0]);
  });

  test('names the hours in which being off saves, and how much', () => {
    // Between 17 and 20: 0.20 earned against 0.30 spent an hour and miner: 3 h · 0.10 · 2 = 0.60.
    const [window] = fleetPay([view('a'), view('b')], settings, NOON, 'UTC').offWindows;
    expect(new Date(window?.fromMs ?? 0).getUTCHours()).toBe(17);
    expect(new Date(window?.toMs ?? 0).getUTCHours()).toBe(20);
    expect(window?.savesPerDay).toBeCloseTo(0.6, 9);
  });

  test('lets each miner keep its own hours where one of them still pays', () => {
    const thrifty = view('thrifty', {}, 500);
    const pay = fleetPay([view('a'), thrifty], settings, NOON, 'UTC');
    expect(pay.eachOffSaves).toBeCloseTo(0.3, 9);
    expect(pay.offWindows[0]?.savesPerDay ?? 0).toBeLessThan(0.3);
  });

  test('leaves out a miner that does not run, and says so', () => {
    const pay = fleetPay([view('a'), view('b', { state: 'lost' })], settings, NOON, 'UTC');
    expect(pay.counted).toBe(1);
    expect(pay.miners[1]).toMatchObject({ idle: 'no-answer', missing: [] });
    expect(pay.miners[1]?.day).toBeUndefined();
  });

  test('does not believe a rate that finds nothing', () => {
    const pay = fleetPay([view('a'), view('b')], settings, NOON, 'UTC', new Set(['b']));
    expect(pay.counted).toBe(1);
    expect(pay.miners[1]?.idle).toBe('no-shares');
  });

  test('says what is missing instead of guessing', () => {
    const { tariff, ...rest } = settings;
    const pay = fleetPay(
      [view('a', {}, 'unknown')],
      { ...rest, tariff, market: { poolFee: 0 } },
      NOON,
      'UTC',
    );
    expect(pay.counted).toBe(0);
    expect(pay.missing).toEqual(['power', 'hashprice']);
  });

  test('pays for its sun and its grid once, however the miners share them', () => {
    // 1.5 kW draw 36 kWh; the sun leaves 600 W from 10 to 16 h: 3.6 kWh at 0.08. Grid: 21 h at 0.10 and 3 h at 0.30.
    const terms = {
      feedIn: { kind: 'fixed' as const, pricePerKwh: 0.08 },
      solar: [{ fromMinute: 600, toMinute: 960, powerW: 600 }],
    };
    const sunny = { ...settings, tariff: { ...settings.tariff, terms } };
    const pay = fleetPay([view('a'), view('b', {}, 500)], sunny, NOON, 'UTC');
    expect(pay.solarKwh).toBeCloseTo(3.6, 9);
    expect(pay.powerCost).toBeCloseTo(3.6 * 0.08 + (31.5 - 3.6) * 0.1 + 4.5 * 0.3, 9);
    expect(pay.miners[0]?.day?.solarKwh).toBeCloseTo(2.4, 9);
    expect(pay.miners[1]?.day?.solarKwh).toBeCloseTo(1.2, 9);
  });
});

describe('what is said where nothing can be counted', () => {
  const says = (views: readonly MinerView[], change: Partial<Settings>) =>
    verdict(fleetPay(views, { ...settings, ...change }, NOON, 'UTC'), { currency: 'EUR', unit: 'currency' })
      .sentence;
  const spot: Settings['tariff'] = { kind: 'spot', provider: 'tibber' };
  const dumb = view('dumb', {}, 'unknown');
  const scrypt = view('scrypt');
  const other: MinerView = {
    ...scrypt,
    miner: { ...scrypt.miner, identity: { family: 'cgminer', algorithm: 'scrypt' } },
  };

  test('is of all miners only where it is true of all', () => {
    // One tells its power, but nobody what that costs.
    expect(says([view('a'), dumb], { tariff: spot })).toContain('Not all prices of power');
    expect(says([dumb], {})).toContain('No running miner tells its power');
    expect(says([other], {})).toContain('none of the running miners does that');
    expect(says([other, dumb], {})).toContain('Each running miner lacks one thing');
  });
});
