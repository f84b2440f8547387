import { describe, expect, test } from 'vitest';
import { monthlyEnergyCost, ratePerKwh } from '../../domain/utility-rate.ts';
import { openEiRates } from './openei.ts';

const ASK = { label: 'x' };

function read(body: unknown) {
  return openEiRates.parse({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 }, ASK);
}

function schedule(periodAt: (month: number, hour: number) => number) {
  return Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 24 }, (_, hour) => periodAt(month, hour)),
  );
}

const TIERED = {
  label: 'a1',
  name: 'Residential',
  startdate: 1_433_116_800,
  energyratestructure: [
    [
      { max: 500, rate: 0.1, adj: 0.01, unit: 'kWh' },
      { rate: 0.2, adj: 0.01, sell: 0.05 },
    ],
  ],
  energyweekdayschedule: schedule(() => 0),
  energyweekendschedule: schedule(() => 0),
};

test('a price is its rate and its adjustment, and tiers fill over the month', () => {
  const [rate] = read({ items: [TIERED] });
  const hour = { month: 3, hour: 9, isWeekend: false };
  expect(rate && ratePerKwh(rate, hour, 499)).toBeCloseTo(0.11, 12);
  expect(rate && ratePerKwh(rate, hour, 500)).toBeCloseTo(0.21, 12);
  expect(rate && monthlyEnergyCost(rate, [{ ...hour, kwh: 800 }])).toBeCloseTo(500 * 0.11 + 300 * 0.21, 9);
  expect([rate?.fromMs, rate?.toMs, rate?.energy.periods[0]?.[1]?.sellRate]).toEqual([
    Date.UTC(2015, 5, 1),
    undefined,
    0.05,
  ]);
});

test('a tariff of one period may leave its schedule out, one of two may not', () => {
  const { energyweekdayschedule: _, energyweekendschedule: __, ...bare } = TIERED;
  expect(read({ items: [bare] })).toHaveLength(1);
  expect(() => read({ items: [{ ...bare, energyratestructure: [[{ rate: 1 }], [{ rate: 2 }]] }] })).toThrow(
    'unreadable-reply',
  );
});

describe('a tariff that cannot be told right is not told at all', () => {
  test.each([
    ['a price that no utility asks', { energyratestructure: [[{ rate: 1e9 }]] }],
    ['a tier without a price', { energyratestructure: [[{ rate: 0.1 }, { max: 5 }]] }],
    ['a schedule of eleven months', { energyweekdayschedule: schedule(() => 0).slice(1) }],
    ['a schedule that names a period that is not there', { energyweekendschedule: schedule(() => 1) }],
    ['no prices at all', { energyratestructure: [] }],
  ])('%s', (_, broken) => {
    expect(() => read({ items: [{ ...TIERED, ...broken }] })).toThrow('unreadable-reply');
    expect(read({ items: [{ ...TIERED, ...broken }, TIERED] })).toHaveLength(1);
  });
});

test('a charge for demand that cannot be read is not passed over', () => {
  const [rate] = read({
    items: [{ ...TIERED, demandratestructure: [[{ rate: 9 }]], demandweekdayschedule: [] }],
  });
  expect([rate?.demand, rate?.demandUnread]).toEqual([undefined, true]);
  const flat = { flatdemandstructure: [[{ rate: 13.2 }]], flatdemandmonths: Array(12).fill(0) };
  const [read12] = read({ items: [{ ...TIERED, ...flat }] });
  expect([read12?.flatDemand?.periods[0]?.[0]?.rate, read12?.demandUnread]).toEqual([13.2, undefined]);
});

test('charges are told by the day, month or year, under their old name too', () => {
  const charge = (fields: object) => read({ items: [{ ...TIERED, ...fields }] })[0]?.fixedCharge;
  expect(charge({ fixedchargefirstmeter: 0.4, fixedchargeunits: '$/day' })).toEqual({
    amount: 0.4,
    per: 'day',
  });
  expect(charge({ fixedmonthlycharge: 12 })).toEqual({ amount: 12, per: 'month' });
  expect(charge({})).toBeUndefined();
});

test('its own errors are told in its words', () => {
  expect(() =>
    read({ error: { code: 'API_KEY_INVALID', message: 'An invalid api_key was supplied.' } }),
  ).toThrow('refused');
  expect(() => read({ errors: ['unknown sector'] })).toThrow('unreadable-reply: unknown sector');
  expect(() => read({ items: [] })).toThrow('not-found');
});

test('asks by place to two decimals, and never with the key', () => {
  const { path } = openEiRates.request({ latitude: 41.881_832, longitude: -87.623_177 });
  expect(path).toContain('lat=41.88&lon=-87.62');
  expect(path).not.toContain('api_key');
});
