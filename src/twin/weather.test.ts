import { describe, expect, it } from 'vitest';
import { MILD_WEATHER, outdoorTempAt, weatherSpellAt } from './weather.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const weather = { ...MILD_WEATHER, seed: 7 };
const NOON_MS = Date.UTC(2026, 0, 1, 12);

describe('the weather', () => {
  it('is warmer in July than in January, and in the afternoon than before dawn', () => {
    const tempAt = outdoorTempAt({ ...weather, spellK: 0 });
    expect(tempAt(Date.UTC(2026, 6, 25, 14))).toBeGreaterThan(tempAt(Date.UTC(2026, 0, 25, 14)) + 15);
    expect(tempAt(Date.UTC(2026, 4, 1, 14))).toBeGreaterThan(tempAt(Date.UTC(2026, 4, 1, 2)) + 8);
  });

  it('is the same of the same moment, whoever asks from whenever on', () => {
    const [early, late] = [weatherSpellAt(weather), weatherSpellAt(weather)];
    for (let day = 0; day < 100; day++) early(NOON_MS + day * DAY_MS);
    const atMs = NOON_MS + 99.3 * DAY_MS;
    expect(late(atMs)).toBe(early(atMs));
    expect(weatherSpellAt({ ...weather, seed: 8 })(atMs)).not.toBe(early(atMs));
  });

  it('comes in spells of days, as large as they should be, and without a jump', () => {
    const spellAt = weatherSpellAt(weather);
    const noons = Array.from({ length: 4000 }, (_, day) => spellAt(NOON_MS + day * DAY_MS));
    const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    const variance = mean(noons.map((each) => each ** 2));
    expect(Math.sqrt(variance)).toBeGreaterThan(2.9);
    expect(Math.sqrt(variance)).toBeLessThan(3.5);
    const lagged = mean(noons.slice(1).map((each, day) => each * (noons[day] ?? 0)));
    expect(lagged / variance).toBeGreaterThan(0.7);
    expect(lagged / variance).toBeLessThan(0.8);
    for (let hour = 0; hour < 1000; hour++) {
      const step = spellAt(NOON_MS + (hour + 1) * HOUR_MS) - spellAt(NOON_MS + hour * HOUR_MS);
      expect(Math.abs(step)).toBeLessThan(0.6);
    }
  });
});
