import { describe, expect, it } from 'vitest';
import { minerAtPool } from '../../tests/support/miner-at-pool.ts';
import type { FleetEvent } from '../domain/alert.ts';
import type { MinerView } from '../domain/fleet-view.ts';
import type { PoolAccount, PoolReward } from '../domain/pool-account.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { type AuditPorts, poolAudits } from './audit-service.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 21, 12);
const TODAY_MS = Date.UTC(2026, 10, 21);
const DIFFICULTY = 1.5e14;
const SHARE_DIFFICULTY = 65_536;
const SHARES_A_MINUTE = 20;
const FEES = 0.03;
/** W · 2³² / (D · 2³²) · (S + F), less Braiins' 2.5 % (economics section 5). */
const OWED_A_DAY = ((SHARES_A_MINUTE * 1440 * SHARE_DIFFICULTY) / DIFFICULTY) * (3.125 + FEES) * 0.975;

const miner = (id: string, url = 'stratum+tcp://eu.stratum.braiins.com:3333') =>
  minerAtPool(id, NOW_MS, { url });

function told(provider: string, value: unknown, atMs = NOW_MS) {
  return { provider, value, atMs, receivedAtMs: atMs };
}

function account(part: Partial<PoolAccount>): PoolAccount {
  return { atMs: NOW_MS, hashrates: [], coins: [], workers: [], payouts: [], rewards: [], ...part };
}

function days(count: number, amount: number): readonly PoolReward[] {
  return Array.from({ length: count }, (_, i) => ({
    atMs: TODAY_MS - (i + 1) * DAY_MS,
    of: 'day' as const,
    coin: 'BTC',
    amount,
  }));
}

const CHAIN = {
  'network:BTC': told('mempool', { coin: 'BTC', atMs: NOW_MS, difficulty: DIFFICULTY, height: 925_000 }),
};

function paid(part: number, count = 20): SourcesView['figures'] {
  const rewards = days(count, OWED_A_DAY * part);
  return { ...CHAIN, 'account:braiins:rewards': told('braiins', account({ rewards })) };
}

const NO_POINTS = { atMs: new Float64Array(), values: new Float64Array() };

/** A miner that has told its counter every minute, but for hours in which nobody asked. */
function ports(
  figures: SourcesView['figures'],
  {
    miners = [miner('one')],
    events = [],
    storedFromMs = 0,
    silent = () => false,
    noPast = false,
    poolTerms = [],
  }: {
    miners?: readonly MinerView[];
    events?: readonly FleetEvent[];
    storedFromMs?: number;
    silent?: (atMs: number) => boolean;
    noPast?: boolean;
    poolTerms?: Settings['poolTerms'];
  } = {},
): AuditPorts {
  return {
    nowMs: () => NOW_MS,
    view: () => ({ miners, settings: { ...DEFAULT_SETTINGS, poolTerms } }),
    figures: async () => figures,
    entities: { eventsBetween: async () => [...events] },
    past: async (series, fromMs) => {
      if (noPast) return NO_POINTS;
      if (series.startsWith('earned:') || series.startsWith('balance:')) return NO_POINTS;
      const value = series === 'difficulty:BTC' ? DIFFICULTY : FEES;
      return { atMs: Float64Array.of(fromMs, fromMs + DAY_MS), values: Float64Array.of(value, value) };
    },
    telemetry: {
      async columns({ fromMs, toMs }) {
        const minutes = Array.from({ length: (toMs - fromMs) / 60_000 }, (_, i) => fromMs + i * 60_000);
        const atMs = Float64Array.from(minutes.filter((at) => at >= storedFromMs && !silent(at)));
        return {
          atMs,
          values: {
            hashrateHs: atMs.map(() => 1e14),
            poolDifficulty: atMs.map(() => SHARE_DIFFICULTY),
            sharesAccepted: atMs.map((at) => (at / 60_000) * SHARES_A_MINUTE),
          },
        };
      },
    },
  };
}

describe('the audit of a pool', () => {
  it('finds twenty days paid as owed', async () => {
    const [report] = await poolAudits(ports(paid(1)));
    expect(report).toMatchObject({
      provider: 'braiins',
      coin: 'BTC',
      terms: { scheme: 'FPPS', poolFee: 0.025, schemeBy: 'table', feeBy: 'table' },
    });
    expect(report?.fromMs).toBe(TODAY_MS - 20 * DAY_MS);
    expect(report?.toMs).toBe(TODAY_MS);
    // The first minute's shares were counted before it; nothing else is missing.
    expect(report?.audit?.owedCoins).toBeCloseTo(20 * OWED_A_DAY, 6);
    expect(report?.audit?.paidFraction).toBeCloseTo(1, 3);
    expect(report?.audit?.verdict.kind).toBe('paid-as-owed');
  });

  it('finds a tenth that is missing', async () => {
    const [report] = await poolAudits(ports(paid(0.9)));
    expect(report?.audit?.verdict).toMatchObject({ kind: 'less-than-owed' });
    expect(report?.audit?.paidFraction).toBeCloseTo(0.9, 3);
  });

  it('loses nothing by hours in which nobody looked, since counters go on', async () => {
    const night = (atMs: number) => (atMs / HOUR_MS) % 24 < 8;
    const [report] = await poolAudits(ports(paid(1), { silent: night }));
    expect(report?.audit?.paidFraction).toBeCloseTo(1, 1);
    expect(report?.recorded).toBeGreaterThan(0.97);
  });

  it('is not made of less than nine tenths of the time', async () => {
    const [report] = await poolAudits(ports(paid(1), { storedFromMs: TODAY_MS - 15 * DAY_MS }));
    expect(report).toMatchObject({ missing: 'work' });
    expect(report?.recorded).toBeCloseTo(0.75, 3);
  });

  it.each([
    ['pay', { ...CHAIN, 'account:braiins': told('braiins', account({ coins: [{ coin: 'BTC' }] })) }, {}],
    ['terms', { ...CHAIN, 'account:viabtc': told('viabtc', account({ rewards: days(9, 1e-5) })) }, {}],
    ['miners', paid(1), { miners: [miner('one', 'stratum+tcp://mine.ocean.xyz:3334')] }],
    [
      'workers',
      {
        ...paid(1),
        'account:braiins:workers': told('braiins', account({ workerCounts: { active: 2 } })),
      },
      {},
    ],
    [
      'pool-changed',
      paid(1),
      {
        events: [
          { id: 'e', minerId: 'one', atMs: TODAY_MS - DAY_MS, kind: 'pool-changed', from: 'a', to: 'b' },
        ],
      },
    ],
    ['chain', paid(1), { noPast: true }],
  ] as const)('says that %s is what it lacks', async (missing, figures, rest) => {
    const [report] = await poolAudits(ports(figures, rest));
    expect(report).toMatchObject({ missing });
    expect(report?.audit).toBeUndefined();
  });

  it('goes by what the owner says of a pool that has several ways', async () => {
    const rewards = days(20, OWED_A_DAY);
    const figures = { ...CHAIN, 'account:antpool:pay': told('antpool', account({ rewards })) };
    const poolTerms = [{ provider: 'antpool', coin: 'BTC', scheme: 'FPPS', poolFee: 0.025 } as const];
    const miners = [miner('one', 'stratum+tcp://eu.stratum.antpool.com:3333')];
    expect(await poolAudits(ports(figures, { miners }))).toMatchObject([{ missing: 'terms' }]);
    const [report] = await poolAudits(ports(figures, { miners, poolTerms }));
    expect(report?.terms).toMatchObject({ scheme: 'FPPS', schemeBy: 'owner', feeBy: 'owner' });
    expect(report?.audit?.paidFraction).toBeCloseTo(1, 3);
  });

  it('reads the pay off what the account came to where the pool lists none', async () => {
    const coins = [{ coin: 'BTC', earned: 1 }];
    const miners = [miner('one', 'stratum+tcp://eu.stratum.antpool.com:3333')];
    const poolTerms = [{ provider: 'antpool', coin: 'BTC', scheme: 'FPPS', poolFee: 0.025 } as const];
    const figures = { ...CHAIN, 'account:antpool': told('antpool', account({ coins })) };
    const base = ports(figures, { miners, poolTerms });
    // Credited each day at about two, looked at each quarter of an hour, as it is kept.
    const levels = (fromMs: number, part: number) => {
      const atMs = Float64Array.from({ length: 30 * 96 }, (_, i) => fromMs + i * 900_000);
      const days = atMs.map((at) => Math.floor((at - 2 * HOUR_MS) / DAY_MS));
      return { atMs, values: days.map((day) => day * OWED_A_DAY * part) };
    };
    const audited = async (part: number) => {
      const [report] = await poolAudits({
        ...base,
        past: async (series, fromMs, toMs) =>
          series === 'earned:antpool:BTC' ? levels(fromMs, part) : base.past(series, fromMs, toMs),
      });
      return report;
    };
    const paid = await audited(1);
    expect(paid).toMatchObject({ creditedBy: 'growth', audit: { verdict: { kind: 'paid-as-owed' } } });
    expect(paid?.audit?.paidFraction).toBeCloseTo(1, 3);
    expect((await audited(0.9))?.audit?.verdict.kind).toBe('less-than-owed');
  });

  it('takes the last 24 hours where the pool lists no days, with the difficulty of now', async () => {
    const coins = [
      { coin: 'BTC', earnedLast24h: OWED_A_DAY, balance: OWED_A_DAY, minPayout: 11 * OWED_A_DAY },
    ];
    const figures = {
      ...CHAIN,
      'rewards:BTC': told('mempool', { blocks: 144, feesPerBlock: FEES }),
      'account:braiins': told('braiins', account({ coins })),
    };
    const [report] = await poolAudits(ports(figures, { noPast: true }));
    expect(report?.fromMs).toBe(NOW_MS - DAY_MS);
    expect(report?.audit?.paidFraction).toBeCloseTo(1, 2);
    // Ten days of pay are missing from the least that is sent.
    expect(((report?.payout?.medianMs ?? 0) - NOW_MS) / DAY_MS).toBeCloseTo(10, 1);
  });

  it('takes the least that is sent from the list of pools where the account tells none', async () => {
    const coins = [{ coin: 'BTC', earnedLast24h: OWED_A_DAY, balance: 0.005 - 3 * OWED_A_DAY }];
    const figures = { ...CHAIN, 'account:f2pool': told('f2pool', account({ coins })) };
    const poolTerms = [{ provider: 'f2pool', coin: 'BTC', scheme: 'FPPS', poolFee: 0.025 } as const];
    const [report] = await poolAudits(ports(figures, { poolTerms }));
    expect(((report?.payout?.medianMs ?? 0) - NOW_MS) / DAY_MS).toBeCloseTo(3, 1);
  });

  it('asks nothing of solo mining, and has no report without an account', async () => {
    const solo = { ...CHAIN, 'account:public-pool': told('public-pool', account({ rewards: days(9, 0) })) };
    expect(await poolAudits(ports(solo))).toEqual([]);
    expect(await poolAudits(ports(CHAIN))).toEqual([]);
  });

  it('counts blocks that the pool credited, from the first that it lists, against its own blocks', async () => {
    const block = (hoursAgo: number) => NOW_MS - hoursAgo * HOUR_MS;
    const rewards = [96, 72, 48, 24].map((ago, i) => ({
      atMs: block(ago),
      of: 'block' as const,
      coin: 'BTC',
      // The first pays for what was before it.
      amount: i === 0 ? 1 : OWED_A_DAY,
    }));
    // A pool of which two blocks a day are to be expected, and which found them.
    const hashrateHs = (2 * DIFFICULTY * 2 ** 32) / 86_400;
    const blocks = [108, ...[96, 84, 72, 60, 48, 36, 24, 12]].map((ago) => ({ foundAtMs: block(ago) }));
    const figures = {
      ...CHAIN,
      'account:ocean:pay': told('ocean', account({ rewards, poolFee: 0.025 })),
      'pool:ocean': told('ocean', { hashrates: [], blocks: [] }),
      'pool:ocean:rates': told('ocean', { hashrates: [{ windowMs: DAY_MS, hashrateHs }], blocks: [] }),
      'pool:ocean:blocks': told('ocean', { blocks }),
    };
    const miners = [miner('one', 'stratum+tcp://mine.ocean.xyz:3334')];
    const [report] = await poolAudits(ports(figures, { miners }));
    expect(report).toMatchObject({
      terms: { scheme: 'TIDES', feeBy: 'pool' },
      fromMs: block(96),
      toMs: NOW_MS,
    });
    expect(report?.creditedCoins).toBeCloseTo(3 * OWED_A_DAY, 12);
    expect(report?.audit?.paidFraction).toBeCloseTo(3 / 4, 2);
  });

  it('leaves an account out that nobody has told of for a week', async () => {
    const rewards = days(20, OWED_A_DAY);
    const old = told('braiins', account({ rewards }), NOW_MS - 8 * DAY_MS);
    expect(await poolAudits(ports({ ...CHAIN, 'account:braiins:rewards': old }))).toEqual([]);
  });
});
