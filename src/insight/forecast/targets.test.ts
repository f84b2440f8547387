import { describe, expect, it } from 'vitest';
import type { ForecastHousehold } from './forecast-household.ts';
import { householdTargets } from './targets.ts';
import { hashesOfUnit } from './work-unit.ts';

const HOUSE: ForecastHousehold = {
  currency: 'EUR',
  coins: [
    {
      symbol: 'BTC',
      algorithm: 'sha256',
      hasKnownRules: true,
      told: { price: 'hour', difficulty: 'day', networkHashrate: 'day' },
    },
    { symbol: 'LTC', algorithm: 'scrypt', hasKnownRules: true, told: { difficulty: 'day' } },
  ],
  pools: [{ id: 'ocean', name: 'OCEAN', coin: 'BTC' }],
  miners: [
    { id: 'a', name: 'Attic', tellsPower: true },
    { id: 'b', tellsPower: false },
  ],
  sites: [{ id: 'home', hasChangingPrice: true, tellsRoomTemperature: false, tellsOutdoorTemperature: true }],
};

const listed = (house: ForecastHousehold) =>
  householdTargets(house).map(({ target, lack }) => (lack ? `${target.id} lacks ${lack.of}` : target.id));

describe('what can be forecast for a household', () => {
  it('are its coins at each pool, its miners, its power and its air', () => {
    expect(listed(HOUSE)).toEqual([
      'earnings:BTC:hour',
      'earnings:BTC:day',
      'earnings:BTC@ocean:hour',
      'earnings:BTC@ocean:day',
      'price:BTC:hour',
      'price:BTC:day',
      'difficulty:BTC:day',
      'network-hashrate:BTC:day',
      'fees:BTC:day lacks fees',
      'earnings:LTC:day lacks price',
      'price:LTC:day lacks price',
      'difficulty:LTC:day',
      'network-hashrate:LTC:day lacks network-hashrate',
      'fees:LTC:day lacks fees',
      'hashrate:fleet:hour',
      'power:fleet:hour',
      'hashrate:a:hour',
      'power:a:hour',
      'hashrate:b:hour',
      'power:b:hour lacks power',
      'power-price:home:hour',
      'room-temperature:home:hour lacks room-temperature',
      'outdoor-temperature:home:hour',
    ]);
  });

  it('has a unit of its own algorithm and currency', () => {
    const units = new Map(householdTargets(HOUSE).map(({ target }) => [target.id, target.unit]));
    expect(units.get('earnings:BTC@ocean:day')).toBe('EUR/TH/day');
    expect(units.get('earnings:LTC:day')).toBe('EUR/MH/day');
    expect(units.get('power-price:home:hour')).toBe('EUR/kWh');
    expect(hashesOfUnit('EUR/MH/day')).toBe(1e6);
    expect(() => hashesOfUnit('EUR/kWh')).toThrow('"EUR/kWh" is no unit of earnings');
  });

  it('repeats yesterday where days are alike, and says "as now" of prices of coins', () => {
    const targets = new Map(householdTargets(HOUSE).map(({ target }) => [target.id, target]));
    expect(targets.get('power-price:home:hour')).toMatchObject({ season: 24, horizon: 48 });
    expect(targets.get('price:BTC:day')).toMatchObject({ season: 1, horizon: 7 });
    expect(targets.get('power:a:hour')).toMatchObject({ season: 24, horizon: 24 });
  });

  it('is nothing for an empty house, and no earnings of a coin whose rules nobody knows', () => {
    expect(householdTargets({ ...HOUSE, coins: [], pools: [], miners: [], sites: [] })).toEqual([]);
    const unknown = HOUSE.coins.map((coin) => ({ ...coin, hasKnownRules: false }));
    expect(listed({ ...HOUSE, coins: unknown }).filter((id) => id.startsWith('earnings'))).toEqual([]);
    const flat = HOUSE.sites.map((site) => ({ ...site, hasChangingPrice: false }));
    expect(listed({ ...HOUSE, sites: flat }).filter((id) => id.startsWith('power-price'))).toEqual([]);
  });
});
