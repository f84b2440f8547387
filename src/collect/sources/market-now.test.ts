import { describe, expect, test } from 'vitest';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import type { Sourced } from '../../domain/sourced.ts';
import { type MarketInputs, marketNow } from './market-now.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 12);
const HOUR_MS = 3_600_000;

function sourced<T>(value: T, provider = 'mempool', ageMs = 0): Sourced<T> {
  return { value, provider, atMs: NOW_MS - ageMs, receivedAtMs: NOW_MS - ageMs };
}
const quote = (coin: string, price: number) => ({ coin, currency: 'EUR', price, atMs: NOW_MS });
const chain = (coin: string, difficulty: number, height: number) => ({
  coin,
  atMs: NOW_MS,
  difficulty,
  height,
});
const BITCOIN = {
  'network:BTC': sourced(chain('BTC', 1e14, 900_000)),
  'rewards:BTC': sourced({ blocks: 144, endHeight: 900_000, feesPerBlock: 0.03 }),
  'prices:EUR': sourced([quote('BTC', 80_000), quote('LTC', 70), quote('DOGE', 0.2)], 'coingecko', 60_000),
};

function market(figures: MarketInputs['figures'], more: Partial<MarketInputs> = {}) {
  return marketNow({
    figures,
    coins: SHIPPED_COINS,
    currency: 'EUR',
    tariff: { kind: 'flat', pricePerKwh: 0.3 },
    algorithms: ['sha256'],
    nowMs: NOW_MS,
    timeZone: 'Europe/Berlin',
    ...more,
  });
}

describe('what work is worth', () => {
  test('is the worked example of the hashprice: 6.346777e-19 BTC per H/s per day, times the price', () => {
    const { sha256 } = market(BITCOIN).work;
    expect(sha256?.coins).toEqual(['BTC']);
    expect((sha256?.value ?? 0) / 80_000 / ((86_400 * 3.155) / (1e14 * 2 ** 32))).toBeCloseTo(1, 9);
  });

  test('names who told it, and is as old as the oldest of them', () => {
    const { sha256 } = market(BITCOIN).work;
    expect(sha256?.providers).toEqual(['mempool', 'coingecko']);
    expect(sha256?.atMs).toBe(NOW_MS - 60_000);
  });

  test('is not told without a price, without a difficulty, or with one that is too old', () => {
    const { 'prices:EUR': prices, 'network:BTC': network, 'rewards:BTC': rewards } = BITCOIN;
    expect(market({ 'network:BTC': network, 'rewards:BTC': rewards }).work).toEqual({});
    expect(market({ 'prices:EUR': prices }).work).toEqual({});
    const old = sourced(prices.value, 'coingecko', 25 * HOUR_MS);
    expect(market({ ...BITCOIN, 'prices:EUR': old }).work).toEqual({});
    expect(market({ ...BITCOIN, 'prices:EUR': old }).btcPrice).toBeUndefined();
  });

  test('in another currency is not told by prices in this one', () => {
    const { work, currency } = market(BITCOIN, { currency: 'USD' });
    expect([work, currency]).toEqual([{}, 'USD']);
  });

  test('of Scrypt adds the chains that one hash is tried on', () => {
    const figures = {
      ...BITCOIN,
      'network:LTC': sourced(chain('LTC', 9e7, 3_000_000)),
      'network:DOGE': sourced(chain('DOGE', 5e7, 5_926_987)),
    };
    const { scrypt } = market(figures, { algorithms: ['scrypt'] }).work;
    const per = (subsidy: number, difficulty: number, price: number) =>
      (86_400 * subsidy * price) / (difficulty * 2 ** 32);
    expect(scrypt?.coins).toEqual(['LTC', 'DOGE']);
    expect((scrypt?.value ?? 0) / (per(6.25, 9e7, 70) + per(10_000, 5e7, 0.2))).toBeCloseTo(1, 9);
  });
});

describe('what is told wrongly, late or by halves', () => {
  const LTC = { 'network:LTC': sourced(chain('LTC', 9e7, 3_000_000)) };
  const DOGE = { 'network:DOGE': sourced(chain('DOGE', 5e7, 5_926_987)) };

  test('of Scrypt one chain alone is no figure: it would be a loss that is none', () => {
    for (const one of [LTC, DOGE])
      expect(market({ ...BITCOIN, ...one }, { algorithms: ['scrypt'] }).work).toEqual({});
  });

  test('a reward that nobody has told first-hand is named as such', () => {
    const quotes = [quote('ZEC', 30), quote('BTC', 80_000)];
    const figures = {
      ...BITCOIN,
      'prices:EUR': sourced(quotes),
      'network:ZEC': sourced(chain('ZEC', 1e8, 2_800_000)),
    };
    const { work } = market(figures, { algorithms: ['equihash', 'sha256'] });
    expect(work.equihash).toMatchObject({ coins: ['ZEC'], unverified: ['ZEC'] });
    expect(work.sha256).not.toHaveProperty('unverified');
  });

  test('a chain that only hearsay calls merge-mined adds nothing to Bitcoin', () => {
    const told = {
      ...BITCOIN,
      'prices:EUR': sourced([quote('BTC', 80_000), quote('FB', 1), quote('NMC', 1)]),
      'network:FB': sourced(chain('FB', 1e9, 900_000)),
    };
    expect(market(told).work.sha256?.coins).toEqual(['BTC']);
    const sure = { ...told, 'network:NMC': sourced(chain('NMC', 1e14, 700_000)) };
    expect(market(sure).work.sha256?.coins).toEqual(['BTC', 'NMC']);
  });

  test('a coin that pays more, or is told to, is not what a Bitcoin miner is paid', () => {
    const { 'prices:EUR': prices } = BITCOIN;
    const told = {
      ...BITCOIN,
      'network:BCH': sourced(chain('BCH', 1, 900_000), 'blockchair'),
      'prices:EUR': sourced([...prices.value, quote('BCH', 500)], 'coingecko'),
    };
    expect(market(told).work.sha256?.coins).toEqual(['BTC']);
    expect(market(told).work.sha256?.value).toBe(market(BITCOIN).work.sha256?.value);
  });

  test('a price that nobody has moved for a month makes no other coin’s old', () => {
    const { value } = BITCOIN['prices:EUR'];
    const dead = { ...quote('NMC', 1), atMs: NOW_MS - 30 * 24 * HOUR_MS };
    const figures = {
      ...BITCOIN,
      'prices:EUR': { ...sourced([...value, dead], 'coingecko'), atMs: dead.atMs },
    };
    expect(market(figures).btcPrice).toEqual({ value: 80_000, providers: ['coingecko'], atMs: NOW_MS });
    expect(market(figures).work.sha256?.atMs).toBe(NOW_MS);
  });

  test('a price of another provider’s is named after that one', () => {
    const figures = {
      ...BITCOIN,
      'prices:EUR': sourced([{ ...quote('BTC', 80_000), provider: 'kraken' }], 'coingecko'),
    };
    expect(market(figures).btcPrice?.providers).toEqual(['kraken']);
  });

  test('nothing is counted with figures of a clock that was days ahead', () => {
    const ahead = -3 * 24 * HOUR_MS;
    const { 'prices:EUR': prices, 'network:BTC': network } = BITCOIN;
    const late = { ...quote('BTC', 80_000), atMs: NOW_MS - ahead };
    expect(
      market({ ...BITCOIN, 'prices:EUR': sourced([late], 'coingecko', ahead) }).btcPrice,
    ).toBeUndefined();
    expect(
      market({ 'prices:EUR': prices, 'network:BTC': sourced(network.value, 'mempool', ahead) }).work,
    ).toEqual({});
  });
});

describe('what power costs by a market', () => {
  const hour = (at: number, pricePerKwh: number) => ({
    fromMs: at * HOUR_MS,
    toMs: (at + 1) * HOUR_MS,
    pricePerKwh,
  });
  const first = Math.floor(NOW_MS / HOUR_MS);
  const series = (prices: readonly ReturnType<typeof hour>[]) =>
    sourced(
      [{ id: 'DE-LU', includes: 'wholesale', direction: 'import', currency: 'EUR', prices }],
      'awattar',
    );
  const tariff = {
    kind: 'spot',
    provider: 'awattar',
    additions: { surchargePerKwh: 0.08, leviesPerKwh: 0.02, vatFraction: 0.2 },
  } as const;

  test('is told by its answers together, with what comes on top', () => {
    const figures = {
      'energy:awattar': series([hour(first, 0.1)]),
      'energy:awattar:tomorrow': series([hour(first + 1, 0.2)]),
    };
    const { powerPrices } = market(figures, { tariff });
    expect(powerPrices?.map(({ fromMs }) => fromMs)).toEqual([first * HOUR_MS, (first + 1) * HOUR_MS]);
    expect(powerPrices?.map(({ pricePerKwh }) => pricePerKwh)).toEqual([
      expect.closeTo(0.24, 12),
      expect.closeTo(0.36, 12),
    ]);
  });

  test('tells what the market pays for power fed in: its bare price less the fee, or what is told of that', () => {
    const figures = { 'energy:awattar': series([hour(first, 0.1)]) };
    const terms = { feedIn: { kind: 'market', feePerKwh: 0.02 } } as const;
    const paidFor = (told: typeof figures) =>
      market(told, { tariff: { ...tariff, terms } }).powerPrices?.map(({ feedInPerKwh }) => feedInPerKwh);
    expect(paidFor(figures)).toEqual([expect.closeTo(0.08, 12)]);
    const [bought] = figures['energy:awattar'].value;
    const exported = { ...bought, id: 'out', direction: 'export', prices: [hour(first, 0.05)] };
    const both = sourced([bought, exported], 'awattar');
    expect(paidFor({ 'energy:awattar': both } as typeof figures)).toEqual([expect.closeTo(0.03, 12)]);
    expect(market(figures, { tariff }).powerPrices?.[0]).not.toHaveProperty('feedInPerKwh');
  });

  test('is not counted in a currency that is not the owner’s', () => {
    const told = series([hour(first, 0.1)]);
    const inCrowns = { ...told, value: told.value.map((each) => ({ ...each, currency: 'SEK' })) };
    expect(market({ 'energy:awattar': inCrowns }, { tariff }).powerPrices).toEqual([]);
  });

  test('until further notice is not for ever: somebody must still say so', () => {
    const standing = { ...hour(first, 0.3), toMs: Number.POSITIVE_INFINITY };
    const { value } = series([standing]);
    const told = (ageMs: number) => ({ 'energy:awattar': sourced(value, 'awattar', ageMs) });
    expect(market(told(HOUR_MS), { tariff }).powerPrices).toHaveLength(1);
    expect(market(told(73 * HOUR_MS), { tariff }).powerPrices).toEqual([]);
  });

  test('is told of no hour that nobody has told, and not at all for other tariffs', () => {
    expect(market({}, { tariff }).powerPrices).toEqual([]);
    expect(market({ 'energy:awattar': series([hour(first, 0.1)]) }).powerPrices).toBeUndefined();
  });
});
