import { describe, expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import { luck as luckText } from '../../ui/text/en/luck.ts';
import { fleetPay } from './fleet-pay.ts';
import { chainLucks, type LuckInputs } from './luck-odds.ts';
import { chanceWords, effortWords, rankWords, waitWords } from './luck-words.ts';
import { workDone } from './luck-work.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const YEAR_S = 365.25 * 86_400;

function inputs(change: Partial<LuckInputs> = {}, session: object = {}): LuckInputs {
  const views = fakeView('fine', NOW).miners.map((view) => ({
    ...view,
    reading: view.reading && { ...view.reading, ...session },
  }));
  return {
    pay: fleetPay(views, DEFAULT_SETTINGS, NOW, 'UTC'),
    figures: {
      'network:BTC': {
        value: { coin: 'BTC', atMs: NOW, difficulty: 1.5e14 },
        provider: 'mempool',
        atMs: NOW - 60_000,
        receivedAtMs: NOW,
      },
    },
    catalogue: { coins: SHIPPED_COINS, pools: SHIPPED_POOLS },
    nowMs: NOW,
    ...change,
  };
}

describe('luck', () => {
  test('is λ = h · t / (D · 2³²) on the chain that the pools are for', () => {
    const [btc] = chainLucks(inputs());
    expect(btc?.coin).toBe('BTC');
    const perYear = (117.56e12 * YEAR_S) / (1.5e14 * 2 ** 32);
    expect(btc?.luck.year.expectedBlocks).toBeCloseTo(perYear, 6);
    expect(btc?.luck.year.chance).toBeCloseTo(1 - Math.exp(-perYear), 9);
    expect([btc?.solo, btc?.miners]).toEqual([6, 6]);
  });

  test('goes by what miners say of the difficulty where no source does, and is not told without either', () => {
    expect(chainLucks(inputs({ figures: {} }))).toEqual([]);
    const [btc] = chainLucks(inputs({ figures: {} }, { networkDifficulty: 1.2e14 }));
    expect(btc).toMatchObject({ difficulty: 1.2e14, toldBy: 'miners' });
  });

  test('leaves out a difficulty of four days ago', () => {
    expect(chainLucks(inputs({ nowMs: NOW + 4 * 86_400_000 }))).toEqual([]);
  });

  test('ranks a best share by the work behind it', () => {
    const day = { uptimeS: 86_400, hashrateAvgHs: 1e12, bestShareSession: (1e12 * 86_400) / 2 ** 32 };
    const given = inputs({}, day);
    const [done] = workDone(given, chainLucks(given));
    expect(done?.chanceBelow).toBeCloseTo(Math.exp(-1), 9);
    expect(done?.effort).toBeCloseTo((1e12 * 86_400) / (1.5e14 * 2 ** 32), 12);
  });

  test('takes no register full of ones for a share, nor the first minutes for a run', () => {
    expect(workDone(inputs({}, { bestShareSession: 2 ** 32 }), [])).toEqual([]);
    expect(workDone(inputs({}, { bestShareSession: 1e6, uptimeS: 60 }), [])).toEqual([]);
  });

  test('compares an account by the work that its pool counted', () => {
    const figures = {
      'account:ckpool': {
        value: { bestDifficulty: 2e9, work: { accepted: 1e9 } },
        provider: 'ckpool',
        atMs: NOW,
        receivedAtMs: NOW,
      },
    };
    expect(workDone(inputs({ figures }), [])).toMatchObject([
      { who: 'ckpool', of: 'account', chanceBelow: Math.exp(-0.5) },
    ]);
  });
});

describe('words of luck', () => {
  const plain = (words: string) => words.replaceAll(/\s/g, ' ');

  test('tell years, days and hours', () => {
    const wait = (seconds: number) =>
      plain(waitWords({ meanWaitS: seconds, meanWaitYears: seconds / YEAR_S }));
    expect(wait(17_234 * YEAR_S)).toBe('One block in 17 000 years on average.');
    expect(wait(40.2 * 86_400)).toBe('One block in 40 days on average.');
    expect(wait(5 * 3600)).toBe('One block in 5 hours on average.');
  });

  test('never reach certainty, and keep the digits of next to nothing', () => {
    expect(plain(chanceWords({ chance: 5.8e-5, oneIn: 1 / 5.8e-5 }))).toBe('0.0058 % (1 in 17 000)');
    expect(plain(chanceWords({ chance: 1, oneIn: 1 }))).toBe('> 99.9 %');
  });

  test('never say that nothing is possible, nor count on anything', () => {
    for (const exponent of [-2, -6, -9, -12, -15, -20]) {
      const chance = 1.3 * 10 ** exponent;
      const words = plain(chanceWords({ chance, oneIn: 1 / chance }));
      expect(words).toMatch(/^0\.0*[1-9]\d* % \(1 in [1-9][\d ]*\)$|^1\.3 % /);
    }
    for (const chance of [0.9996, 1 - 1e-12, 1])
      expect(plain(chanceWords({ chance, oneIn: 1 }))).toBe('> 99.9 %');
    expect(plain(chanceWords({ chance: 0.99949, oneIn: 1 }))).toBe('99.9 %');
    expect(plain(effortWords(3e-13))).toBe('0.00000000003 %');
    const said = Object.values(luckText).flatMap((words) => (typeof words === 'string' ? [words] : []));
    expect(said.join(' ')).not.toMatch(/\bdue\b|overdue|soon/i);
  });

  test('call a best share that cannot be what it is', () => {
    expect(plain(rankWords(0.63))).toBe('63 % of such runs');
    expect(rankWords(1e-4)).toContain('lower than chance allows');
    expect(plain(effortWords(2.5))).toBe('250 %');
    expect(effortWords(undefined)).toBe('–');
  });
});
