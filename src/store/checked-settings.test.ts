import { describe, expect, it } from 'vitest';
import type { ContractTerms } from '../domain/economics/contract-terms.ts';
import type { Tariff } from '../domain/economics/tariff.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { checkedSettings } from './checked-settings.ts';

/** As a browser gives back what it has stored. */
const stored = (settings: object): unknown => structuredClone(settings);
const tariffOf = (tariff: object) => checkedSettings(stored({ tariff, tariffIsExample: false }));

const OLD_FLAT = { kind: 'flat', pricePerKwh: 0.31 };
const OLD_BY_CLOCK = {
  kind: 'time-of-use',
  basePerKwh: 0.3,
  periods: [{ fromMinute: 1320, toMinute: 360, weekdays: [1, 5], pricePerKwh: 0.2 }],
};
const TERMS: ContractTerms = {
  standingCharges: [{ amount: 12.5, per: 'month' }],
  feedIn: { kind: 'market', feePerKwh: 0.01 },
  tiers: [{ aboveKwh: 1000, addPerKwh: 0.02, months: [6, 7] }],
  demandCharges: [{ pricePerKw: 13.2, windowMinutes: 15 }],
  solar: [{ fromMinute: 600, toMinute: 960, powerW: 1500, months: [5, 6] }],
  householdKwhPerMonth: 300,
};
const ADDITIONS = { surchargePerKwh: 0.1, leviesPerKwh: 0.02, vatFraction: 0.19 };
const NEW: readonly Tariff[] = [
  { kind: 'flat', pricePerKwh: 0.31, additions: ADDITIONS, terms: TERMS },
  {
    kind: 'time-of-use',
    basePerKwh: 0.3,
    periods: [{ fromMinute: 0, toMinute: 300, months: [11, 12], pricePerKwh: 0.1 }],
    holidays: ['2026-12-25'],
    terms: TERMS,
  },
  { kind: 'spot', provider: 'awattar', seriesId: 'DE', fallbackPerKwh: 0.3, additions: ADDITIONS },
  { kind: 'spot', provider: 'tibber' },
];

describe('stored settings', () => {
  it.each([OLD_FLAT, OLD_BY_CLOCK])('of a version without terms keep their tariff: %j', (tariff) => {
    const settings = tariffOf(tariff);
    expect(settings.tariff).toStrictEqual(tariff);
    expect(settings.tariffIsExample).toBe(false);
  });

  it.each(NEW)('keep every part of a tariff: %j', (tariff) => {
    expect(tariffOf(tariff).tariff).toStrictEqual(tariff);
  });

  it.each([
    [500, 500],
    [undefined, undefined],
    [3, undefined],
    [Number.NaN, undefined],
    ['all', undefined],
  ])('hold a room for history of %s MB as %s', (historyMb, kept) => {
    expect(checkedSettings(stored({ historyMb })).historyMb).toBe(kept);
  });

  it.each([
    [0, 0],
    [25, 25],
    [-1, 13.9],
    [Number.POSITIVE_INFINITY, 13.9],
    ['20', 13.9],
  ])('hold an hour of work at %s as %s', (perWorkHour, kept) => {
    expect(checkedSettings(stored({ perWorkHour })).perWorkHour).toBe(kept);
  });

  it('are the defaults where nothing is stored', () => {
    expect(checkedSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(checkedSettings('text')).toEqual(DEFAULT_SETTINGS);
  });

  it.each([
    [{ terms: { ...TERMS, tiers: [{ aboveKwh: 'many' }] } }, { ...TERMS, tiers: undefined }],
    [{ terms: { ...TERMS, demandCharges: [{ windowMinutes: 7 }] } }, { ...TERMS, demandCharges: undefined }],
    [{ terms: { ...TERMS, feedIn: { kind: 'barter' } } }, { ...TERMS, feedIn: undefined }],
    [{ terms: 7 }, undefined],
    [{ additions: { vatFraction: 19 } }, undefined],
  ])('lose a damaged part and nothing beside it: %j', (damage, terms) => {
    const { tariff } = tariffOf({ ...OLD_FLAT, ...damage });
    expect(tariff).toEqual({ ...OLD_FLAT, terms });
  });

  it('say of a price whose taxes could not be read that it is an example', () => {
    const spot = { kind: 'spot', provider: 'awattar' };
    const damaged = { ...ADDITIONS, vatFraction: 19 };
    expect(tariffOf({ ...OLD_FLAT, additions: damaged }).tariffIsExample).toBe(true);
    expect(tariffOf({ ...spot, additions: damaged })).toMatchObject({ tariff: spot, tariffIsExample: true });
    expect(tariffOf({ ...spot, additions: ADDITIONS }).tariffIsExample).toBe(false);
    expect(tariffOf({ ...spot, additions: undefined }).tariffIsExample).toBe(false);
  });

  it('keep the price of a bitcoin in rupiah, and a damaged figure takes none beside it along', () => {
    const market = { hashpricePerPhPerDay: 800_000, btcPrice: 1.6e9, poolFee: 0.02, enteredAtMs: 5 };
    const marketOf = (found: object) => checkedSettings(stored({ market: found })).market;
    expect(marketOf(market)).toStrictEqual(market);
    expect(marketOf({ ...market, btcPrice: Number.NaN })).toEqual({ ...market, btcPrice: undefined });
    expect(marketOf({ ...market, poolFee: 7 })).toEqual({ ...market, poolFee: 0.01 });
    expect(marketOf({ poolFee: 0.02 })).toStrictEqual({ poolFee: 0.02 });
  });

  it('say of a price that could not be read that it is an example', () => {
    const settings = tariffOf({ kind: 'flat', pricePerKwh: 'dear' });
    expect(settings.tariff).toEqual(DEFAULT_SETTINGS.tariff);
    expect(settings.tariffIsExample).toBe(true);
  });

  it('of a kind that a later version knows do not pass the example off as the owner’s', () => {
    expect(tariffOf({ kind: 'barter', hens: 2 }).tariffIsExample).toBe(true);
  });
});

describe('stored heat', () => {
  const heatOf = (heat: object) => checkedSettings(stored({ heat })).heat;

  it('of a version that knew its price alone keeps it', () => {
    expect(heatOf({ share: 0.5, pricePerKwhHeat: 0.1 })).toStrictEqual({ share: 0.5, pricePerKwhHeat: 0.1 });
  });

  it.each([
    { kind: 'resistive' },
    { kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0.9 },
    { kind: 'heat-pump', cop: 3 },
  ])('comes back with what would make it, and when: %j', (heating) => {
    const heat = {
      share: 1,
      pricePerKwhHeat: 0.12,
      heating,
      season: { fromMinute: 0, toMinute: 0, months: [1, 12] },
    };
    expect(heatOf(heat)).toStrictEqual(heat);
  });

  it('whose heat pump makes heat from nothing counts by its price', () => {
    const heat = { share: 1, pricePerKwhHeat: 0.12, heating: { kind: 'heat-pump', cop: 0 } };
    expect(heatOf(heat).heating).toBeUndefined();
  });
});
