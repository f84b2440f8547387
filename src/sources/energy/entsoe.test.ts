import { describe, expect, test } from 'vitest';
import { entsoePrices } from './entsoe.ts';

const ASK = {
  domain: '10Y1001A1001A82H',
  fromMs: Date.UTC(2026, 2, 28, 23),
  toMs: Date.UTC(2026, 2, 29, 22),
};

interface Auction {
  readonly start: string;
  readonly end: string;
  readonly resolution?: string;
  readonly sequence?: number;
  readonly curve?: string;
  readonly unit?: string;
  readonly points: readonly (readonly [number, number | string])[];
}

function timeSeries({
  start,
  end,
  resolution = 'PT60M',
  sequence,
  curve = 'A03',
  unit = 'MWH',
  points,
}: Auction) {
  const position = 'classificationSequence_AttributeInstanceComponent.position';
  return `<TimeSeries><currency_Unit.name>EUR</currency_Unit.name>
    <price_Measure_Unit.name>${unit}</price_Measure_Unit.name>
    ${sequence === undefined ? '' : `<${position}>${sequence}</${position}>`}
    <curveType>${curve}</curveType><Period>
    <timeInterval><start>${start}</start><end>${end}</end></timeInterval><resolution>${resolution}</resolution>
    ${points.map(([at, amount]) => `<Point><position>${at}</position><price.amount>${amount}</price.amount></Point>`).join('')}
    </Period></TimeSeries>`;
}

function read(...auctions: readonly Auction[]) {
  const text = `<?xml version="1.0"?><Publication_MarketDocument xmlns="urn:x">${auctions.map(timeSeries).join('')}</Publication_MarketDocument>`;
  return entsoePrices.parse({ status: 200, text, receivedAtMs: 0 }, ASK);
}

function amounts(prices: readonly { readonly pricePerKwh: number }[] | undefined) {
  return prices?.map(({ pricePerKwh }) => Math.round(pricePerKwh * 1_000));
}

const FOUR_HOURS = { start: '2026-11-21T00:00Z', end: '2026-11-21T04:00Z' };

describe('a position that is missing', () => {
  test('repeats the one before it in curve A03, to the end of the period', () => {
    const [series] = read({
      ...FOUR_HOURS,
      points: [
        [1, 10],
        [3, 30],
      ],
    });
    expect(amounts(series?.prices)).toEqual([10, 10, 30, 30]);
    expect(series?.prices.at(-1)?.toMs).toBe(Date.UTC(2026, 10, 21, 4));
  });

  test('is a gap in curve A01', () => {
    const [series] = read({
      ...FOUR_HOURS,
      curve: 'A01',
      points: [
        [1, 10],
        [3, 30],
      ],
    });
    expect(series?.prices.map(({ fromMs }) => new Date(fromMs).getUTCHours())).toEqual([0, 2]);
  });

  test('is a gap at the beginning, where nothing is to be repeated', () => {
    expect(amounts(read({ ...FOUR_HOURS, points: [[2, 20]] })[0]?.prices)).toEqual([20, 20, 20]);
  });
});

test('a position told twice counts once, one out of order stands in its place, one beyond the end nowhere', () => {
  const [series] = read({
    ...FOUR_HOURS,
    points: [
      [3, 30],
      [1, 10],
      [1, 99],
      [2, 'n/a'],
      [5, 50],
      [0, 7],
    ],
  });
  expect(amounts(series?.prices)).toEqual([10, 10, 30, 30]);
});

test.each([
  ['92 quarter-hours', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 92],
  ['100 quarter-hours', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 100],
])('a day on which clocks change has %s', (_, start, end, count) => {
  const [series] = read({
    start,
    end,
    resolution: 'PT15M',
    points: [
      [1, 5],
      [count, 8],
    ],
  });
  expect(series?.prices).toHaveLength(count);
  expect(series?.prices.at(-1)).toEqual({
    fromMs: Date.parse(end) - 900_000,
    toMs: Date.parse(end),
    pricePerKwh: 8 / 1_000,
  });
});

test('several auctions of one time are series of their own, the day-ahead coupling first', () => {
  const series = read(
    { ...FOUR_HOURS, sequence: 2, resolution: 'PT15M', points: [[1, 2]] },
    { ...FOUR_HOURS, sequence: 1, resolution: 'PT15M', points: [[1, 1]] },
    { ...FOUR_HOURS, sequence: 1, resolution: 'PT60M', points: [[1, 3]] },
  );
  expect(series.map(({ id, prices }) => [id, prices.length])).toEqual([
    ['1 PT15M', 16],
    ['1 PT60M', 4],
    ['2 PT15M', 16],
  ]);
  expect(amounts(series[0]?.prices)?.[0]).toBe(1);
});

test('days of one auction are joined', () => {
  const [series, another] = read(
    { start: '2026-11-22T00:00Z', end: '2026-11-22T01:00Z', points: [[1, 22]] },
    { start: '2026-11-21T00:00Z', end: '2026-11-21T01:00Z', points: [[1, 21]] },
  );
  expect([amounts(series?.prices), another]).toEqual([[21, 22], undefined]);
});

test('a unit that is not known gives no price rather than a thousandfold one', () => {
  expect(() => read({ ...FOUR_HOURS, unit: 'GJ', points: [[1, 1]] })).toThrow('unreadable-reply');
});

test('a period of no length, or of more positions than a year has minutes, is left out', () => {
  expect(() => read({ ...FOUR_HOURS, end: FOUR_HOURS.start, points: [[1, 1]] })).toThrow('unreadable-reply');
  expect(() =>
    read({ ...FOUR_HOURS, end: '2036-01-01T00:00Z', resolution: 'PT1M', points: [[1, 1]] }),
  ).toThrow('unreadable-reply');
});

describe('an acknowledgement', () => {
  const told = (reason: string, status: number) => () =>
    entsoePrices.parse(
      {
        status,
        text: `<Acknowledgement_MarketDocument xmlns="urn:y"><Reason><code>999</code><text>${reason}</text></Reason></Acknowledgement_MarketDocument>`,
        receivedAtMs: 0,
      },
      ASK,
    );

  test('without data means: not yet, whatever the status', () => {
    for (const status of [200, 400])
      expect(told('No matching data found for Data item ENERGY_PRICES', status)).toThrow('not-yet');
  });

  test('of a wrong key means: refused', () => {
    expect(told('Unauthorized. Missing or invalid security token', 401)).toThrow('refused');
  });

  test('of anything else is told in its words', () => {
    expect(told('The amount of requested data exceeds allowed limit', 400)).toThrow('exceeds allowed limit');
  });
});

test('asks in UTC by the minute, and never with the key', () => {
  expect(entsoePrices.request(ASK).path).toBe(
    '/api?documentType=A44&in_Domain=10Y1001A1001A82H&out_Domain=10Y1001A1001A82H&periodStart=202603282300&periodEnd=202603292200',
  );
});
