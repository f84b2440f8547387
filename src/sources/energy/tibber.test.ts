import { expect, test } from 'vitest';
import { tibberPast, tibberPrices } from './tibber.ts';

function read(body: unknown) {
  return tibberPrices.parse({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 }, undefined);
}

function home(priceInfo: unknown) {
  return { id: 'h1', appNickname: 'Cellar', currentSubscription: priceInfo && { priceInfo } };
}

function quarter(startsAt: string, total: number) {
  return { total, energy: total - 0.1, tax: 0.1, currency: 'SEK', startsAt };
}

test('today and tomorrow are one series, and a change of clocks between them is no gap', () => {
  const today = [
    quarter('2026-10-25T02:45:00.000+02:00', 1.2),
    quarter('2026-10-25T02:00:00.000+01:00', 1.3),
    quarter('2026-10-25T02:15:00.000+01:00', 1.4),
  ];
  const [found] = read({ data: { viewer: { homes: [home({ today, tomorrow: [] })] } } });
  const [total, energy] = found?.series ?? [];
  expect(total?.prices.map(({ fromMs, toMs }) => toMs - fromMs)).toEqual([900_000, 900_000, 900_000]);
  expect(total?.prices[0]?.toMs).toBe(total?.prices[1]?.fromMs);
  expect([total?.includes, energy?.includes, total?.currency]).toEqual(['all-in', 'wholesale', 'SEK']);
  expect([found?.pricesOfToday, found?.pricesOfTomorrow, found?.name]).toEqual([3, 0, 'Cellar']);
});

test('a home without a contract has no prices, and costs the others none', () => {
  const today = [quarter('2026-11-21T00:00:00.000+01:00', 0.3)];
  const homes = read({ data: { viewer: { homes: [home(null), home({ today, tomorrow: null })] } } });
  expect(homes.map(({ series }) => series.length)).toEqual([0, 2]);
});

test('the running price stands alone where nothing else is told, and is no second one of today', () => {
  const current = quarter('2026-11-21T00:15:00.000+01:00', 0.4);
  const [alone] = read({ data: { viewer: { homes: [home({ current, today: [], tomorrow: [] })] } } });
  expect(alone?.series[0]?.prices).toMatchObject([{ pricePerKwh: 0.4 }]);
  const today = [quarter('2026-11-21T00:00:00.000+01:00', 0.3), current];
  const [both] = read({ data: { viewer: { homes: [home({ current, today })] } } });
  expect(both?.series[0]?.prices).toHaveLength(2);
});

test('failures told with status 200 are failures', () => {
  const unauthenticated = {
    errors: [{ message: 'invalid', extensions: { code: 'UNAUTHENTICATED' } }],
    data: null,
  };
  expect(() => read(unauthenticated)).toThrow('refused');
  expect(() => read({ errors: [{ message: 'No valid access token in request' }] })).toThrow('refused');
  expect(() => read({ errors: [{ message: 'Internal error' }], data: null })).toThrow('provider-failed');
  expect(() => read({ data: { viewer: { homes: [] } } })).toThrow('not-found');
});

test('the question holds no key', () => {
  const { body, headers, path } = tibberPrices.request(undefined);
  expect([headers, path]).toEqual([undefined, '/v1-beta/gql']);
  expect(body).not.toMatch(/token|bearer/i);
});

test('the past is read as the present is, home by home', () => {
  const nodes = [1.2, 1.3].map((total, at) => quarter(`2026-08-25T0${at}:00:00.000+02:00`, total));
  const body = {
    data: { viewer: { homes: [{ id: 'h1', currentSubscription: { priceInfoRange: { nodes } } }] } },
  };
  const [found] = tibberPast.parse({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 }, undefined);
  expect(
    found?.series[0]?.prices.map(({ fromMs, toMs, pricePerKwh }) => [toMs - fromMs, pricePerKwh]),
  ).toEqual([
    [3_600_000, 1.2],
    [3_600_000, 1.3],
  ]);
});
