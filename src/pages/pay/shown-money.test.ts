import { expect, test } from 'vitest';
import { besideADay, satsPerKwh, shownADay, shownMoney, shownPerKwh, shownSigned } from './shown-money.ts';
import { workPrice, workUnit } from './work-unit.ts';

const plain = (text: string | undefined) => text?.replaceAll(/\s/g, ' ');
const EUR = { currency: 'EUR', unit: 'currency', btcPrice: 100_000 } as const;
const SATS = { ...EUR, unit: 'sats' } as const;

test('a euro at 100,000 for a bitcoin is a thousand satoshi', () => {
  expect(plain(shownMoney(1, SATS))).toMatch(/^1\D?000 sats$/);
  expect(plain(shownADay(-0.5, SATS))).toBe('−500 sats/day');
  expect(plain(shownSigned(0.5, SATS))).toBe('+500 sats');
  expect(plain(shownSigned(-0.5, SATS))).toBe('−500 sats');
});

test('without a bitcoin price satoshi cannot be written, and the currency is', () => {
  const unknown = { currency: 'EUR', unit: 'sats' } as const;
  expect(shownADay(0.5, unknown)).toMatch(/0[.,]50/);
  expect(besideADay(0.5, unknown)).toBeUndefined();
});

test('a price of power stands in the currency first: that is what it is billed in', () => {
  expect(plain(shownPerKwh(0.253, EUR))).toMatch(/^.?0[.,]253.*kWh$/);
  expect(plain(shownPerKwh(0.253, SATS))).toMatch(/0[.,]253.*kWh \(253 sats\)$/);
  expect(shownPerKwh(0.253, { currency: 'EUR', unit: 'sats' })).not.toContain('sats');
  expect(shownPerKwh(undefined, SATS)).toBe('–');
  expect(plain(satsPerKwh(0.253, SATS))).toBe('253 sats/kWh');
  expect(satsPerKwh(0.253, EUR)).toBeUndefined();
});

test('beside a sum stands the other unit', () => {
  expect(plain(besideADay(0.5, EUR))).toBe('500 sats/day');
  expect(besideADay(0.5, SATS)).toMatch(/0[.,]50/);
});

test('what is unknown stays unknown in either unit', () => {
  expect(shownMoney(undefined, SATS)).toBe('–');
  expect(shownMoney(undefined, EUR)).toBe('–');
});

test('a price of work is written by the unit that was chosen, so fine that it can be multiplied', () => {
  const perHsDay = 46e-15;
  expect(workPrice(perHsDay, workUnit('sha256', 1e12, 'TH/s'), EUR)).toMatch(/0[.,]04600/);
  expect(workPrice(perHsDay, workUnit('sha256', 1e12, 'PH/s'), EUR)).toMatch(/46[.,]00/);
  expect(plain(workPrice(perHsDay, workUnit('sha256', 1e12, 'TH/s'), SATS))).toBe('46 sats');
});

test('other work is counted by the unit of its own rate, and by that of its trade while there is none', () => {
  expect(workUnit('scrypt', 9.5e9, 'PH/s').name).toBe('GH/s');
  expect(workUnit('scrypt', 0, 'PH/s')).toEqual({ name: 'GH/s', hs: 1e9 });
  expect(workUnit('equihash', 140e3, 'PH/s').name).toBe('kSol/s');
});
