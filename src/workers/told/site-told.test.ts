import { expect, test } from 'vitest';
import { householdOf, pastOf, pointsTold } from '../../../tests/support/household.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { siteOutside } from './site-told.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Sunday. */
const BEGIN_MS = Date.UTC(2026, 5, 7);
const SPAN = { fromMs: BEGIN_MS, toMs: BEGIN_MS + DAY_MS };
const NOON = { fromMinute: 11 * 60, toMinute: 14 * 60, powerW: 2500 };

async function surplus(terms: object | undefined, untilMs?: number) {
  const tariff = { kind: 'flat', pricePerKwh: 0.3, terms } as const;
  const pastTariffs = untilMs === undefined ? [] : [{ tariff, untilMs }];
  const now = untilMs === undefined ? tariff : ({ kind: 'flat', pricePerKwh: 0.3 } as const);
  const house = householdOf({ settings: { ...DEFAULT_SETTINGS, tariff: now, pastTariffs } });
  const told = await siteOutside(house, { ...pastOf({}), nowMs: () => SPAN.toMs }, SPAN);
  return pointsTold(told.solarSurplusW);
}

test('what the sun usually leaves over is told by the hour, and of other hours that it is none', async () => {
  const hours = (await surplus({ solar: [NOON] })).slice(0, 24);
  expect(hours.map(([, watts]) => watts)).toEqual(
    Array.from({ length: 24 }, (_, hour) => (hour >= 11 && hour < 14 ? 2500 : 0)),
  );
  expect(hours.map(([at]) => at)).toEqual(Array.from({ length: 24 }, (_, hour) => BEGIN_MS + hour * HOUR_MS));
});

test('what a meter at the grid showed goes before what is usual, each mean since it was over', async () => {
  const kept = { atMs: BEGIN_MS, value: 740, knownAtMs: BEGIN_MS + 300_000 };
  const settings = {
    ...DEFAULT_SETTINGS,
    tariff: { kind: 'flat', pricePerKwh: 0.3, terms: { solar: [NOON] } } as const,
  };
  const ports = { ...pastOf({ 'solar:surplus': [kept] }), nowMs: () => SPAN.toMs };
  const told = await siteOutside(householdOf({ settings }), ports, SPAN);
  expect(pointsTold(told.solarSurplusW)).toEqual([[BEGIN_MS, 740, BEGIN_MS + 300_000]]);
});

test('nothing is told of a house whose owner says nothing of the sun, nor after the contract with it has ended', async () => {
  expect(await surplus(undefined)).toEqual([]);
  expect(await surplus({ solar: [] })).toEqual([]);
  expect((await surplus({ solar: [NOON] }, BEGIN_MS + 13 * HOUR_MS)).length).toBe(13);
});
