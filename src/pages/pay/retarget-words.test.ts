import { describe, expect, it } from 'vitest';
import { formatDay, formatDayAndClock } from '../../ui/format/clock-time.ts';
import type { RetargetReport } from '../../workers/insight-api.ts';
import { retargetWords } from './retarget-words.ts';
import type { RetargetOutlook } from './reward-outlook.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12);
const DAY_MS = 86_400_000;
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

const words = (report: RetargetReport, its?: RetargetOutlook, isAsked = false) =>
  retargetWords(report, {
    nowMs: NOW_MS,
    its,
    providerName: (id) => `the source ${id}`,
    perDay: (factor) => `${(10 * factor).toFixed(2)} a day`,
    isAsked,
  });

const EXPECTED: RetargetOutlook = {
  kind: 'expected',
  provider: 'mempool',
  atMs: NOW_MS - 720_000,
  dayMs: NOW_MS + 5 * DAY_MS,
  change: 0.04,
  revenueFactor: 1 / 1.04,
};

function outlook(change: number): Extract<RetargetReport, { kind: 'outlook' }> {
  return {
    kind: 'outlook',
    outlook: {
      changeFraction: change,
      changeLowFraction: change - 0.02,
      changeHighFraction: change + 0.02,
      retargetAtMs: NOW_MS + 5 * DAY_MS,
      retargetEarlyMs: NOW_MS + 4.8 * DAY_MS,
      retargetLateMs: NOW_MS + 5.2 * DAY_MS,
      confidence: 0.9,
    },
    provider: 'mempool',
    atMs: NOW_MS - 120_000,
    remainingBlocks: 720,
    days: 180,
  };
}

describe('the words of the retarget outlook', () => {
  it('tell the interval first, then what it does to the same work: harder is less', () => {
    const told = words(outlook(0.05));
    expect(plain(told.sentence)).toBe('From 3.0 % harder to 7.0 % harder, nine times in ten.');
    expect(told.more).toBe(
      'Your SHA-256 work would then earn 9.35 a day to 9.71 a day, most likely 9.52 a day. Now it is 10.00 a day.',
    );
  });

  it('say which way each end lies', () => {
    const told = words(outlook(0));
    expect(plain(told.sentence)).toBe('From 2.0 % easier to 2.0 % harder, nine times in ten.');
  });

  it('say when, who told it, how long ago, and what the source itself expects', () => {
    const facts = Object.fromEntries(
      words(outlook(0.05), EXPECTED).facts.map(([label, fact]) => [label, plain(fact)]),
    );
    expect(facts['It comes']).toBe(
      plain(
        `between ${formatDayAndClock(NOW_MS + 4.8 * DAY_MS)} and ${formatDayAndClock(NOW_MS + 5.2 * DAY_MS)}`,
      ),
    );
    expect(facts['The source expects']).toBe(
      plain(`4.0 % harder, about ${formatDay(EXPECTED.dayMs)} (12 min ago)`),
    );
    expect(facts['Counted from']).toBe('the source mempool, 2 min ago; the network’s rate over 180 days');
  });

  it('are a sentence where nothing can be foreseen', () => {
    expect(words({ kind: 'untold' })).toMatchObject({ untold: true, facts: [] });
    expect(words({ kind: 'untold' }).sentence).toContain('No source is on');
    expect(words({ kind: 'untold' }, undefined, true).sentence).toContain('has told nothing yet');
    expect(plain(words({ kind: 'old', atMs: NOW_MS - 4 * DAY_MS }).sentence)).toContain('4 d ago');
    expect(words({ kind: 'short-past', days: 3 }).sentence).toContain('Only 3 days');
  });

  it('are what the source expects where there is no forecast of our own', () => {
    const short = words({ kind: 'short-past', days: 3 }, EXPECTED);
    expect(plain(short.more)).toContain('the source mempool told 12 min ago: 4.0 % harder');
    expect(plain(short.more)).toContain('9.62 a day instead of 10.00 a day');
    expect(words({ kind: 'untold' }, EXPECTED).untold).toBeUndefined();
  });

  it('set nothing beside the forecast that is over or too old', () => {
    const { provider, atMs } = EXPECTED;
    const labels = (its: RetargetOutlook) => words(outlook(0.05), its).facts.map(([label]) => label);
    expect(labels({ kind: 'passed', provider, atMs, dayMs: NOW_MS - DAY_MS })).not.toContain(
      'The source expects',
    );
    expect(labels({ kind: 'old', provider, atMs })).not.toContain('The source expects');
  });
});
