import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { onChainUpstreams } from '../../domain/upstreams/on-chain.ts';
import { BLOCKCHAIN_INFO_CHARTS, type BlockchainInfoChart, blockchainInfoChart } from './blockchain-info.ts';
import { coinMetricsDays } from './coin-metrics.ts';

const reply = (told: unknown) => ({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 });
const days = (told: unknown) => coinMetricsDays.parse(reply(told), { coin: 'LTC', sinceMs: 0 });
const day = {
  asset: 'ltc',
  time: '2024-01-02T00:00:00.000000000Z',
  HashRate: '800.5',
  DiffMean: '28000000',
  IssTotNtv: '3600',
  FeeTotNtv: '0',
  BlkCnt: '576',
  PriceUSD: '72.5',
};

describe('Coin Metrics', () => {
  test('tells numbers as text and rates in TH/s; a day without fees has none, not unknown ones', () => {
    const before = { asset: 'ltc', time: '2024-01-01T00:00:00Z', HashRate: null, PriceUSD: '70' };
    expect(days({ data: [day, before] })).toEqual([
      { coin: 'LTC', atMs: Date.UTC(2024, 0, 1), priceUsd: 70 },
      {
        coin: 'LTC',
        atMs: Date.UTC(2024, 0, 2),
        networkHashrateHs: 8.005e14,
        difficulty: 28_000_000,
        issued: 3600,
        fees: 0,
        blocks: 576,
        priceUsd: 72.5,
      },
    ]);
  });

  test('may answer with other coins beside: they are not of this one', () => {
    expect(
      days({ data: [{ ...day, asset: 'btc', PriceUSD: '40000' }, day] }).map(({ priceUsd }) => priceUsd),
    ).toEqual([72.5]);
  });

  test.each([
    ['refused', { error: { type: 'forbidden', message: 'Requested metric is not available.' } }],
    ['not-found', { error: { type: 'bad_parameter', message: 'Bad parameter: assets' } }],
    ['unreadable-reply', { data: [] }],
  ])('tells that it is %s', (kind, told) => {
    expect(() => days(told)).toThrow(expect.objectContaining({ kind }));
  });
});

describe('a chart of Blockchain.com', () => {
  const chart = (name: BlockchainInfoChart, unit: string, values: unknown) =>
    blockchainInfoChart.parse(reply({ status: 'ok', unit, values }), { chart: name, days: 30 });

  test.each([
    ['Hash Rate TH/s', 1e12],
    ['GH/s', 1e9],
    ['Hash Rate EH/s', 1e18],
  ])('of the rate is in the unit that it tells: %s', (unit, scale) => {
    expect(chart('hash-rate', unit, [{ x: 100, y: 3 }])).toEqual([
      { coin: 'BTC', atMs: 100_000, networkHashrateHs: 3 * scale },
    ]);
  });

  test('in a unit that nobody knows has no figures', () => {
    expect(() => chart('hash-rate', 'QH/s', [{ x: 100, y: 3 }])).toThrow(/nothing in its answer/);
  });

  test('has no day on which a difficulty was 0, but one on which there were no fees', () => {
    const values = [
      { x: 200, y: 0 },
      { x: 100, y: 5 },
    ];
    expect(chart('difficulty', 'Difficulty', values)).toEqual([
      { coin: 'BTC', atMs: 100_000, difficulty: 5 },
    ]);
    expect(chart('transaction-fees', 'BTC', values).map(({ fees }) => fees)).toEqual([5, 0]);
  });
});

describe('those who watch chains', () => {
  test.each([
    coinMetricsDays.request({ coin: 'BTC', sinceMs: Date.UTC(2024, 0, 1) }),
    ...BLOCKCHAIN_INFO_CHARTS.map((chart) => blockchainInfoChart.request({ chart, days: 90 })),
  ])('are asked only what their rows allow: $host$path', (request) => {
    expect(isAllowed(onChainUpstreams, request)).toBe(true);
  });

  test.each([
    wholeAnswer('coin metrics', coinMetricsDays, { coin: 'LTC', sinceMs: 0 }, { data: [day, day] }),
    wholeAnswer(
      'blockchain',
      blockchainInfoChart,
      { chart: 'hash-rate', days: 30 },
      {
        unit: 'TH/s',
        values: [
          { x: 100, y: 3 },
          { x: 200, y: 4 },
        ],
      },
    ),
  ])('answer damage with sane figures or an error of ours: $title', expectSaneWhenDamaged);
});
