import { describe, expect, it } from 'vitest';
import type { Reading } from '../../domain/reading.ts';
import { Random } from '../../numerics/random.ts';
import { brokenRules } from './fixed-rules.ts';
import type { Quarter } from './quarter.ts';
import { QUARTER_MS, QuarterKeeper } from './quarter-keeper.ts';
import { NEW_RATE, risenRate, watchRate } from './rate-watch.ts';
import { missingShares, NEW_GAP, watchGap } from './share-gap.ts';
import { NOTHING_TOLD, watchTold } from './told-changes.ts';

const START_MS = Date.UTC(2026, 0, 1);
const CALL = 12;

const bare = (n: number, more: Partial<Quarter> = {}): Quarter => ({
  fromMs: START_MS + n * QUARTER_MS,
  toMs: START_MS + (n + 1) * QUARTER_MS,
  answers: 10,
  restarts: 0,
  steady: true,
  ...more,
});

describe('refused shares', () => {
  it('are called when they become more than usual, and over when they are usual again', () => {
    const random = new Random(4);
    let rate = NEW_RATE;
    const live = (quarters: number, part: number) => {
      for (let n = 0; n < quarters; n++) rate = watchRate(rate, random.poisson(30 * part), 30, START_MS + n);
    };
    live(2000, 0.003);
    expect(risenRate(rate, CALL)).toBeUndefined();
    live(60, 0.08);
    expect(risenRate(rate, CALL)?.nats).toBeGreaterThan(CALL);
    expect(rate.events / rate.shares).toBeCloseTo(0.08, 1);
    live(400, 0.003);
    expect(risenRate(rate, CALL)).toBeUndefined();
  });

  it('teach what is usual with the quarters in which some came, too', () => {
    const random = new Random(9);
    let rate = NEW_RATE;
    for (let n = 0; n < 600; n++) rate = watchRate(rate, random.poisson(30 * 0.003), 30, n);
    expect(rate.learnedEvents / rate.learnedShares).toBeCloseTo(0.003, 3);
  });
});

describe('shares that are missing', () => {
  it('are called though the miner claims to hash, and a fee of three percent is not', () => {
    const random = new Random(6);
    const gapAfter = (part: number) => {
      let gap = NEW_GAP;
      for (let n = 0; n < 500; n++) gap = watchGap(gap, 40, random.poisson(40 * part), n);
      return gap;
    };
    expect(missingShares(gapAfter(0.97), CALL)).toBeUndefined();
    const short = gapAfter(0.8);
    expect(missingShares(short, CALL)).toBeDefined();
    expect(short.came / short.due).toBeCloseTo(0.8, 1);
  });

  it('leave a silence that a share ends', () => {
    const silent = watchGap(watchGap(NEW_GAP, 5, 0, 100), 5, 0, 200);
    expect(silent).toMatchObject({ silentDue: 10, silentSinceMs: 100 });
    expect(watchGap(silent, 5, 1, 300).silentDue).toBe(0);
  });
});

describe('what a miner tells of itself', () => {
  const identity = {
    firmware: 'v2.14.0',
    pools: [{ url: 'stratum+tcp://pool:3333', user: 'bc1qowner.rig' }],
    poolInUse: 0,
  };
  const settled = { frequencyMhz: 525, coreSetV: 1.15, identity };
  const told = [0, 1].reduce((state, n) => watchTold(state, bare(n, settled)), NOTHING_TOLD);

  it('is a change by somebody else once it stands, and none of the owner’s', () => {
    const faster = { ...settled, frequencyMhz: 575 };
    const once = watchTold(told, bare(2, faster));
    expect(once.changes.settings).toBeUndefined();
    expect(watchTold(once, bare(3, faster)).changes.settings).toMatchObject({
      from: '525 MHz, 1150 mV',
      to: '575 MHz, 1150 mV',
    });
    const own = [START_MS + 2 * QUARTER_MS];
    const mine = watchTold(watchTold(told, bare(2, faster), own), bare(3, faster), own);
    expect(mine.changes.settings).toBeUndefined();
  });

  it('is over when it is as it was, or as its owner sets it then', () => {
    const twice = (state: typeof told, n: number, mhz: number, own: readonly number[] = []) =>
      [n, n + 1].reduce(
        (so, each) => watchTold(so, bare(each, { ...settled, frequencyMhz: mhz }), own),
        state,
      );
    const faster = twice(told, 2, 575);
    expect(faster.changes.settings).toBeDefined();
    expect(twice(faster, 4, 525).changes.settings).toBeUndefined();
    expect(twice(faster, 4, 600, [START_MS + 4 * QUARTER_MS]).changes.settings).toBeUndefined();
  });

  it('is no change where firmware that tunes itself wanders a little', () => {
    const wandering = [530, 522, 527].reduce(
      (state, frequencyMhz, n) => watchTold(state, bare(2 + n, { ...settled, frequencyMhz })),
      told,
    );
    expect(wandering.changes).toEqual({});
  });

  it('is no change where its own protection stepped down', () => {
    const cooler = { ...settled, frequencyMhz: 425, overheated: true };
    expect(watchTold(watchTold(told, bare(2, cooler)), bare(3, cooler)).changes.settings).toBeUndefined();
  });

  it('is a stranger’s address, until it is gone', () => {
    const pools = [{ url: 'stratum+tcp://pool:3333', user: 'bc1qstranger.rig' }];
    const stolen = watchTold(told, bare(2, { ...settled, identity: { ...identity, pools } }));
    expect(stolen.changes['pool-address']).toMatchObject({ from: 'bc1qowner', to: 'bc1qstranger' });
    const back = watchTold(stolen, bare(3, { ...settled, identity: { ...identity } }));
    expect(back.changes['pool-address']).toBeUndefined();
  });

  it('is another worker of the same address, and so nothing', () => {
    const pools = [{ url: 'stratum+tcp://pool:3333', user: 'bc1qowner.other' }];
    const renamed = watchTold(told, bare(2, { ...settled, identity: { ...identity, pools } }));
    expect(renamed.changes).toEqual({});
  });

  it('is other firmware', () => {
    const newer = { ...settled, identity: { ...identity, firmware: 'v2.15.0' } };
    expect(watchTold(told, bare(2, newer)).changes.firmware).toMatchObject({
      from: 'v2.14.0',
      to: 'v2.15.0',
    });
  });
});

describe('the keeper of quarters', () => {
  const reading = (minute: number, more: Partial<Reading> = {}): Partial<Reading> => ({
    atMs: START_MS + minute * 60_000,
    hashrateHs: 1e12,
    poolDifficulty: 8192,
    uptimeS: 100_000 + 60 * minute,
    shares: { accepted: 1000 + 2 * minute, rejected: 1 },
    fans: [{ rpm: 4000 + (minute % 2), percent: 50 }],
    ...more,
  });
  const quarterOf = (more: (minute: number) => Partial<Reading> | undefined) => {
    const keeper = new QuarterKeeper('sha256');
    for (let minute = 0; minute < 30; minute++) {
      const extra = more(minute);
      keeper.push(START_MS + minute * 60_000, extra && reading(minute, extra));
    }
    return keeper.push(START_MS + 30 * 60_000, undefined);
  };

  it('takes means, and counts from one quarter into the next', () => {
    const quarter = quarterOf(() => ({}));
    expect(quarter).toMatchObject({ answers: 15, accepted: 30, rejected: 0, steady: true, restarts: 0 });
    expect(quarter?.fanRpm).toBeCloseTo(4000.5, 0);
    // 1e12 / (8192 · 2³²) a second for 15 minutes.
    expect(quarter?.dueShares).toBeCloseTo(25.58, 2);
    expect(quarter?.chipC).toBeUndefined();
  });

  it('knows a restart, after which all that is counted is new', () => {
    const quarter = quarterOf((minute) =>
      minute < 20 ? {} : { uptimeS: 60 * (minute - 20), shares: { accepted: minute - 20, rejected: 0 } },
    );
    expect(quarter).toMatchObject({ restarts: 1, steady: false, accepted: 19, dueShares: undefined });
  });

  it('makes nothing of a lost packet, and nothing out of a quarter that was mostly silent', () => {
    expect(quarterOf((minute) => (minute === 20 ? undefined : {}))).toMatchObject({
      answers: 14,
      steady: true,
    });
    expect(quarterOf((minute) => (minute > 20 ? undefined : {}))).toMatchObject({
      answers: 6,
      steady: false,
    });
  });

  it('has a quarter without answers', () => {
    expect(quarterOf((minute) => (minute < 15 ? {} : undefined))).toMatchObject({
      answers: 0,
      steady: false,
    });
  });

  it('takes a fan that slowly speeds up for steady, and one that swings for not', () => {
    const slow = quarterOf((minute) => ({ fans: [{ rpm: 4000 + 20 * minute }] }));
    const swings = quarterOf((minute) => ({ fans: [{ rpm: 4000 + 400 * (minute % 2) }] }));
    expect(slow?.fanSpread).toBeLessThan(0.01);
    expect(swings?.fanSpread).toBeGreaterThan(0.05);
  });
});

describe('the fixed rules of the design', () => {
  it('call at their limits, and know nothing of what is not told', () => {
    const usual = bare(0, { hashrateHs: 1e12, powerW: 15, chipC: 60 });
    expect(brokenRules(usual, usual, usual)).toEqual([]);
    expect(brokenRules({ ...usual, hashrateHs: 0.89e12 }, usual, usual)).toEqual([
      'hashrate-drop',
      'efficiency-rise',
    ]);
    expect(brokenRules({ ...usual, powerW: 16 }, usual, usual)).toEqual(['efficiency-rise']);
    expect(brokenRules({ ...usual, chipC: 76 }, usual, usual)).toEqual(['chip-hot', 'chip-jump']);
    expect(brokenRules(bare(1), usual, usual)).toEqual([]);
  });
});
