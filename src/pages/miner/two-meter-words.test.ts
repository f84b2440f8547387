import { describe, expect, it } from 'vitest';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import type { TwoMeterReport } from '../../workers/insight-api.ts';
import { twoMeterWords } from './two-meter-words.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 2, 20, 12);
const FROM_MS = NOW_MS - 200 * HOUR_MS;
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

function words(report: Partial<TwoMeterReport> & Pick<TwoMeterReport, 'verdict'>) {
  return twoMeterWords(
    { algorithm: 'sha256', fromMs: FROM_MS, toMs: NOW_MS, ...report },
    NOW_MS,
    (id) => `the pool ${id}`,
  );
}

const parts = { rejects: 0.02, stale: 0, vardiff: 0, fees: 0, silentChipError: 0.1, uncredited: -0.001 };
const loss: Extract<TwoMeterReport['verdict'], { kind: 'loss' }> = {
  kind: 'loss',
  loss: { fraction: 0.12, low: 0.08, high: 0.15, confidence: 0.95 },
  sinceMs: NOW_MS - 48 * HOUR_MS,
  foundAtMs: NOW_MS - 30 * HOUR_MS,
  parts,
};
const noise = (luck: number): TwoMeterReport['verdict'] => ({
  kind: 'noise',
  luck: { fraction: luck, low: luck - 0.03, high: luck + 0.03, confidence: 0.95 },
  waits: [
    { loss: 0.05, waitMs: 9.4 * HOUR_MS },
    { loss: 0.1, waitMs: 2.2 * HOUR_MS },
  ],
});

describe('the words of the two-meter test', () => {
  it('tell a loss with its interval, since when, and its parts, the greatest first', () => {
    const told = words({ verdict: loss });
    expect(told.state).toBe('act');
    expect(plain(told.sentence)).toBe(
      plain(
        `A real loss of 12 % (8.0 % to 15 %) since ${formatDayAndClock(loss.sinceMs)}: 10 % never found (silent error), 2.0 % rejected.`,
      ),
    );
    expect(told.parts.map(({ label, part }) => plain(`${label} ${part}`))).toEqual([
      'Never found (silent error) 10 %',
      'Rejected 2.0 %',
    ]);
  });

  it('do not lay a silence on single chips', () => {
    const silent = { ...parts, rejects: 0, silentChipError: 1 };
    const told = words({ verdict: { ...loss, loss: { ...loss.loss, fraction: 1, high: 1 }, parts: silent } });
    expect(told.sentence).not.toContain('silent');
    expect(told.parts[0]?.explanation).toMatch(/hands in nothing at all/);
  });

  it('lay half of the work missing from the first row on at what the miner tells, not at its chips', () => {
    const half = { fraction: 0.5, low: 0.49, high: 0.51, confidence: 0.95 };
    const always = { ...loss, loss: half, sinceMs: FROM_MS, parts: { ...parts, silentChipError: 0.5 } };
    const told = words({ verdict: always });
    expect(told.state).toBe('mismatch');
    expect(plain(told.sentence)).toContain('Only 50 % (49 % to 51 %) of what the miner claims is accepted');
    expect(words({ verdict: { ...always, sinceMs: FROM_MS + 50 * HOUR_MS } }).state).toBe('act');
    const dead = { ...always, loss: { ...half, fraction: 1, high: 1 } };
    expect(words({ verdict: dead }).state).toBe('act');
  });

  it('claim no beginning that nobody saw, nor a loss below nothing', () => {
    const told = words({
      verdict: { ...loss, sinceMs: FROM_MS + 60_000, loss: { ...loss.loss, fraction: 0.04, low: -0.01 } },
    });
    expect(told.state).toBe('watch');
    expect(told.sentence).toContain('or before');
    expect(plain(told.sentence)).toContain('(0 % to 15 %)');
  });

  it('call luck noise, and say how long a loss would take to be told', () => {
    const told = words({ verdict: noise(0.99) });
    expect(told.state).toBe('noise');
    expect(plain(told.more)).toBe(
      'A loss that began now would show after about 9 h if it were 5.0 %, after 2 h if 10 %.',
    );
    expect(plain(told.facts[0]?.join(': '))).toBe('Accepted, of what it claims: 99 % (96 % to 102 %)');
  });

  it('judge nothing where far more is accepted than claimed', () => {
    const told = words({ verdict: noise(2) });
    expect(told.state).toBe('more');
    expect(plain(told.sentence)).toBe('More is accepted than the miner claims: 200 % of it.');
  });

  it('say what is missing where nothing is counted', () => {
    const verdict = { kind: 'nothing-counted' } as const;
    expect(words({ verdict, missing: 'difficulty' }).sentence).toMatch(/what difficulty its pool asks/);
    expect(words({ verdict }).sentence).toMatch(/^Nothing counted yet: /);
    expect(words({ verdict, fromMs: undefined }).facts).toEqual([]);
  });

  it('tell a pool’s own count with its window and its age', () => {
    const pool = {
      provider: 'ckpool',
      atMs: NOW_MS - 120_000,
      windowMs: 24 * HOUR_MS,
      counted: { fraction: 0.96, low: 0.93, high: 0.99, confidence: 0.95 },
    };
    expect(plain(words({ verdict: noise(0.99), pool }).facts[1]?.join(': '))).toBe(
      'Counted by the pool ckpool: 96 % (93 % to 99 %) over 24 h, 2 min ago',
    );
  });
});
