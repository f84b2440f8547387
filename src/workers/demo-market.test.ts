import { expect, test } from 'vitest';
import { chainEarning } from '../domain/economics/chain-earning.ts';
import { hashpricePerPhPerDay } from '../domain/economics/hashprice.ts';
import type { OutsidePoint } from '../domain/outside-series.ts';
import { SHIPPED_COINS } from '../domain/shipped-coins.ts';
import type { Answer } from '../domain/sourced.ts';
import { bestFigures } from '../domain/sources-view.ts';
import { DEMO_SETTINGS } from './demo-fleet.ts';
import { layDownMarket } from './demo-market.ts';
import { chainOf, quoteOf } from './told/coin-worth.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 10, 21, 12, 17);

/** What a demo's stores hold once its market is laid down. */
async function laidDown({ currency = 'EUR', signal = new AbortController().signal } = {}) {
  const series = new Map<string, readonly OutsidePoint[]>();
  const answers: Answer[] = [];
  const forgotten: string[] = [];
  await layDownMarket({
    outside: {
      add: async (name, points) => void series.set(name, points),
      forget: async (beginnings) => void forgotten.push(...beginnings),
    },
    sources: { putAnswer: async (answer) => void answers.push(answer) },
    nowMs: NOW_MS,
    seed: 20,
    currency,
    btcPrice: 88_000,
    signal,
  });
  const of = (name: string) => series.get(name) ?? [];
  return { series, of, answers, forgotten };
}

test('the demo has half a year of the price, the chain and the weather, as sources would have told them', async () => {
  const { of, series, forgotten } = await laidDown();
  expect([...series.keys()]).toEqual([
    'price:BTC:EUR',
    'difficulty:BTC',
    'rate:BTC',
    'fees:BTC',
    'chain:fees:BTC',
    'weather:temp',
  ]);
  for (const name of series.keys()) expect(forgotten.some((each) => name.startsWith(each))).toBe(true);
  expect(of('price:BTC:EUR')).toHaveLength(180 * 24 + 1);
  expect(of('price:BTC:EUR').at(-1)?.value).toBe(88_000);
  expect(of('rate:BTC').length).toBeGreaterThan(180);
  expect(of('fees:BTC').length).toBeGreaterThan(180 * 8);
  expect(of('difficulty:BTC').length).toBeGreaterThan(13);
  for (const [name, points] of series)
    for (const { atMs, value, knownAtMs = Number.NaN } of points) {
      expect(Number.isFinite(value)).toBe(true);
      expect(knownAtMs).toBeLessThanOrEqual(NOW_MS);
      if (name !== 'weather:temp') expect(knownAtMs).toBeGreaterThan(atMs);
    }
});

test('its network works at about the rate that its difficulty is made for', async () => {
  const { of } = await laidDown();
  const difficulties = of('difficulty:BTC');
  const days = of('rate:BTC');
  const ratios = days.map(({ atMs, value }) => {
    const inForce = difficulties.findLast((each) => each.atMs < atMs - DAY_MS / 2)?.value ?? Number.NaN;
    return (value * 600) / (inForce * 2 ** 32);
  });
  const mean = ratios.reduce((sum, each) => sum + each, 0) / ratios.length;
  expect(mean).toBeGreaterThan(0.97);
  expect(mean).toBeLessThan(1.06);
});

test('it ends where the demo’s typed figures are, and work is worth as much there', async () => {
  const { answers } = await laidDown();
  const figures = bestFigures(answers, () => []);
  const coin = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');
  const chain = chainOf(figures, 'BTC')?.value;
  const quote = quoteOf(figures, 'BTC', 'EUR')?.value;
  const earning = coin && chain && chainEarning(coin, chain);
  const { market } = DEMO_SETTINGS;
  expect(quote?.price).toBe(market.btcPrice);
  expect(hashpricePerPhPerDay(earning?.coinsPerHsDay ?? 0, quote?.price ?? 0)).toBeCloseTo(
    market.hashpricePerPhPerDay ?? 0,
    6,
  );
});

test('of the weather two days ahead are told, and those are not quite what comes', async () => {
  const { of } = await laidDown();
  const ahead = of('weather:temp').filter(({ atMs }) => atMs > NOW_MS);
  expect(ahead).toHaveLength(48);
  expect(ahead.every(({ knownAtMs }) => knownAtMs === NOW_MS)).toBe(true);
});

test('it is in the currency that the visitor has chosen, and nothing more is written when the demo is left', async () => {
  expect((await laidDown({ currency: 'USD' })).series.has('price:BTC:USD')).toBe(true);
  const left = await laidDown({ signal: AbortSignal.abort() });
  expect([left.series.size, left.answers]).toEqual([0, []]);
});
