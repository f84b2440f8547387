import { describe, expect, it } from 'vitest';
import type { PoolAccount } from '../domain/pool-account.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { payoutCalendars } from './payout-service.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 21, 12);
const TODAY_MS = Date.UTC(2026, 10, 21);
const A_DAY = 6e-5;

function told(provider: string, value: unknown) {
  return { provider, value, atMs: NOW_MS, receivedAtMs: NOW_MS };
}

function account(part: Partial<PoolAccount>): PoolAccount {
  return { atMs: NOW_MS, hashrates: [], coins: [], workers: [], payouts: [], rewards: [], ...part };
}

const REWARDS = Array.from({ length: 20 }, (_, i) => ({
  atMs: TODAY_MS - (i + 1) * DAY_MS,
  of: 'day' as const,
  coin: 'BTC',
  amount: A_DAY,
}));
const PAYOUTS = [40, 5, 400].map((days) => ({
  atMs: NOW_MS - days * DAY_MS,
  coin: 'BTC',
  amount: 0.0005,
  fee: days === 40 ? 2e-6 : 4e-6,
  txId: `tx${days}`,
}));
const PAID = {
  'account:braiins:rewards': told('braiins', account({ rewards: REWARDS })),
  'account:braiins:payouts': told('braiins', account({ payouts: PAYOUTS })),
};

function calendars(figures: SourcesView['figures'], poolTerms: Settings['poolTerms'] = []) {
  return payoutCalendars({
    nowMs: () => NOW_MS,
    view: () => ({ settings: { ...DEFAULT_SETTINGS, poolTerms } }),
    figures: async () => figures,
    past: async (series) =>
      series === `price:BTC:${DEFAULT_SETTINGS.currency}`
        ? { atMs: Float64Array.of(NOW_MS - 5.2 * DAY_MS), values: Float64Array.of(90_000) }
        : { atMs: new Float64Array(), values: new Float64Array() },
  });
}

describe('the calendar of an account', () => {
  it('has what was sent within a year, newest first, with the price of then where one is known', async () => {
    const [calendar, ...others] = await calendars(PAID);
    expect(others).toEqual([]);
    expect(calendar?.sent.map(({ payout }) => payout.txId)).toEqual(['tx5', 'tx40']);
    expect(calendar?.sent.map(({ price }) => price?.price)).toEqual([90_000, undefined]);
    expect(calendar?.sendingFee).toBeCloseTo(3e-6, 12);
  });

  it('expects the next payments by the pay of the last weeks, each with its odds', async () => {
    const coins = [{ coin: 'BTC', balance: 2e-4, minPayout: 5e-4 }];
    const [calendar] = await calendars({
      ...PAID,
      'account:braiins:sums': told('braiins', account({ coins })),
    });
    expect(calendar).toMatchObject({ balance: 2e-4, minPayout: 5e-4, minPayoutBy: 'account' });
    const [first, ...later] = calendar?.coming ?? [];
    // 3e-4 are missing, at 6e-5 a day.
    expect(((first?.medianMs ?? 0) - NOW_MS) / DAY_MS).toBeCloseTo(5, 1);
    expect(first?.chance).toBeGreaterThan(0.999);
    expect(later.length).toBeGreaterThan(1);
    for (const { chance, coins: sum } of later) {
      expect(chance).toBeLessThanOrEqual(1);
      expect(sum / 5e-4).toBeCloseTo(1, 1);
    }
    expect(calendar?.untilMs).toBe(NOW_MS + 30 * DAY_MS);
  });

  it('takes the usual minimum from the list of pools where the account tells none, and says so', async () => {
    const coins = [{ coin: 'BTC', balance: 2e-4, earnedLast24h: A_DAY }];
    const terms = [{ provider: 'f2pool', coin: 'BTC', scheme: 'FPPS', poolFee: 0.025 } as const];
    const [calendar] = await calendars({ 'account:f2pool': told('f2pool', account({ coins })) }, terms);
    expect(calendar).toMatchObject({ minPayout: 0.005, minPayoutBy: 'table' });
    expect(calendar?.coming).toHaveLength(1);
  });

  it('says what is lacking instead of a day', async () => {
    expect((await calendars(PAID))[0]).toMatchObject({ coming: [], missing: 'balance' });
    const coins = [{ coin: 'BTC', balance: 2e-4, minPayout: 5e-4 }];
    const silent = { 'account:braiins': told('braiins', account({ coins })) };
    expect((await calendars(silent))[0]).toMatchObject({ coming: [], missing: 'rate' });
    const ways = { 'account:viabtc': told('viabtc', account({ coins, rewards: REWARDS })) };
    expect((await calendars(ways))[0]).toMatchObject({ coming: [], missing: 'terms' });
    const ocean = { 'account:ocean': told('ocean', account({ coins, rewards: REWARDS })) };
    expect((await calendars(ocean))[0]).toMatchObject({ coming: [], missing: 'blocks' });
  });

  it('calls solo mining luck, whether the pool tells coins or only work', async () => {
    const work = account({ work: { accepted: 2e9 } });
    const figures = {
      'account:ckpool': told('ckpool', work),
      'account:public-pool': told('public-pool', work),
    };
    const all = await calendars(figures);
    expect(all.map(({ coin, missing, coming }) => [coin, missing, coming])).toEqual([
      ['BTC', 'solo', []],
      ['BTC', 'solo', []],
    ]);
    const coins = [{ coin: 'BTC', balance: 2e-4, minPayout: 5e-4, earnedLast24h: A_DAY }];
    const terms = [{ provider: 'viabtc', coin: 'BTC', scheme: 'SOLO', poolFee: 0.01 } as const];
    const [own] = await calendars({ 'account:viabtc': told('viabtc', account({ coins })) }, terms);
    expect(own).toMatchObject({ missing: 'solo', coming: [] });
  });
});
