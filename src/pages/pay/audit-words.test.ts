import { describe, expect, test } from 'vitest';
import type { PoolAuditReport } from '../../workers/audit-api.ts';
import { auditLines, auditWords, coinSum } from './audit-words.ts';

const HOUR = 3_600_000;
const BASE: PoolAuditReport = {
  provider: 'braiins',
  coin: 'BTC',
  atMs: 0,
  fromMs: Date.UTC(2026, 10, 1),
  toMs: Date.UTC(2026, 10, 21),
  creditedCoins: 0.00123,
  terms: { scheme: 'FPPS', poolFee: 0.025, schemeBy: 'table', feeBy: 'table' },
};
type Audit = NonNullable<PoolAuditReport['audit']>;

function audited(verdict: Audit['verdict'], change: Partial<Audit> = {}): PoolAuditReport {
  const audit: Audit = {
    owedCoins: 0.00125,
    owedGivenLuckCoins: 0.00125,
    paidFraction: 0.984,
    interval: { low: 0.975, high: 0.993 },
    owedInterval: { low: 0.00124, high: 0.00126 },
    luck: undefined,
    doubt: { blocks: 0, counting: 0, fees: 0.001, edges: 0 },
    verdict,
    ...change,
  };
  return { ...BASE, audit };
}

const say = (report: PoolAuditReport) => auditWords(report).sentence.replaceAll(/\s/g, ' ');

describe('words of an audit', () => {
  test('name what is missing with the chance of it at an honest pool', () => {
    const less = {
      kind: 'less-than-owed',
      missingCoins: 0.00002,
      missingFraction: 0.016,
      chanceIfHonest: 1e-5,
    } as const;
    expect(say(audited(less))).toBe(
      '2 000 sats less than owed by these terms, 1.6 % of it. A pool that keeps them pays so little with a chance of < 0.1 %. If you were promised other terms, set them below.',
    );
    expect(auditWords(audited(less)).tone).toBe('watch');
  });

  test('say what would have shown where all is paid', () => {
    const words = auditWords(audited({ kind: 'paid-as-owed', visibleFraction: 0.012 }));
    expect(words.sentence).toMatch(/^Paid as owed\. A shortfall of 1\.2\s% or more would have shown\.$/);
    expect(words.tone).toBe('good');
  });

  test('say how long to wait, and never a shortfall above all', () => {
    const early = { kind: 'cannot-tell-yet', why: 'too-much-chance' } as const;
    expect(say(audited({ ...early, visibleFraction: 0.2, waitMs: 75 * HOUR }))).toBe(
      'Too early to tell: chance alone hides a shortfall of up to 20 %. Wait 3 d more for 5 %.',
    );
    expect(say(audited({ ...early, visibleFraction: 3, waitMs: 75 * HOUR }))).toContain('up to 100 %');
    expect(say(audited({ ...early, visibleFraction: 3 }))).toBe(
      'Cannot be told yet: chance alone would hide any shortfall.',
    );
    expect(say(audited({ kind: 'cannot-tell-yet', why: 'no-block-found' }))).toContain('nothing was owed');
  });

  test('name what is lacking instead of a figure', () => {
    expect(say({ ...BASE, missing: 'work', recorded: 0.42 })).toContain('Only 42 % of that time is recorded');
    expect(say({ ...BASE, missing: 'workers' })).toContain('more workers than Davylamp watches');
    expect(auditWords({ ...BASE, missing: 'chain' }).tone).toBe('info');
  });

  test('rest on figures with their interval', () => {
    const lines = new Map(
      auditLines({
        ...audited({ kind: 'paid-as-owed', visibleFraction: 0.01 }),
        payout: {
          medianMs: Date.UTC(2026, 10, 28),
          earliestMs: Date.UTC(2026, 10, 26),
          latestMs: Date.UTC(2026, 11, 1),
          missingCoins: 0.0001,
        },
      }),
    );
    const line = (name: string) => lines.get(name)?.replaceAll(/\s/g, ' ');
    expect(line('Time')).toBe('2026-11-01 to 2026-11-21');
    expect(line('Paid of owed')).toBe('98.4 % (between 97.5 % and 99.3 %)');
    expect(line('Terms')).toBe('FPPS, 2.5 % fee, from the list of pools that comes with Davylamp');
    expect(line('Next payout')).toBe('about 2026-11-28, nine times of ten between 2026-11-26 and 2026-12-01');
    expect(lines.has('Luck of the pool')).toBe(false);
  });
});

test('a sum of bitcoin has its worth behind it, unless sums are in satoshi or no price is known', () => {
  const plain = (sum: string) => sum.replaceAll(/[\s\u00a0\u202f]/g, ' ');
  const shown = { currency: 'EUR', unit: 'currency', btcPrice: 88_000 } as const;
  expect(plain(coinSum(0.00042, 'BTC', shown))).toMatch(/^42 000 sats \(.?36[.,]96.?.?\)$/);
  expect(plain(coinSum(0.00042, 'BTC', { ...shown, unit: 'sats' }))).toBe('42 000 sats');
  expect(plain(coinSum(0.00042, 'BTC', { ...shown, btcPrice: undefined }))).toBe('42 000 sats');
  expect(plain(coinSum(1.25, 'LTC', shown))).toBe('1.25 LTC');
});
